"""What follows a button: the act done and said, or its page again with why not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused


def pressed(
    request: SignedIn, act: Callable[[], object], *, said: str, back: str, refused: Callable[[Refused], HttpResponse]
) -> HttpResponse:
    """`said` stands on the page at `back`; `refused` makes the page with the sentence. Raises NotFound."""
    try:
        act()
    except NotFound:
        raise
    except Refused as refusal:
        return refused(refusal)
    messages.success(request, said)
    return HttpResponseRedirect(back)
