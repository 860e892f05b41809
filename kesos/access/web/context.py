"""What the page frame shows of the session: the open staff session as a banner."""

from typing import Any

from django.http import HttpRequest


def session(request: HttpRequest) -> dict[str, Any]:
    standing = getattr(request, "standing", None)
    if standing is None:
        return {}
    return {"frame_banner": "access/_above.html", "staff_session": standing.staff_session}
