"""What the page frame shows, worked out once a request and only when a page asks for it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from kesos.ui import help as page_help
from kesos.ui import navigation
from kesos.ui.switches import SWITCHES, is_on

ACCOUNT = [
    ("Keamanan akun", "mfa_index", "shield"),
    ("Ganti kata sandi", "account_change_password", "key"),
]
TAGLINE = "Satu orang, satu NIK, satu catatan"


@dataclass(frozen=True, slots=True)
class Frame:
    """`place` and `role` are set on the request by whoever knows the area and the grant of the actor."""

    place: str = TAGLINE
    person: str = ""
    role: str = ""
    groups: list[navigation.Group] = field(default_factory=list)
    here: str = ""
    search: tuple[str, str, str] | None = None
    large_text: bool = False
    dark: bool = False
    as_of: datetime | None = None
    account: list[navigation.Link] = field(default_factory=list)
    leave_url: str = ""
    enter_url: str = ""
    next_url: str = "/"
    help: page_help.Help | None = None
    off: frozenset[str] = frozenset()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. A template calls what it finds: cheaper than a lazy object at every attribute."""
    return {"frame": cache(lambda: _frame(request)), "switches": SWITCHES}


def _frame(request: HttpRequest) -> Frame:
    actor = getattr(request, "actor", None)
    seen = navigation.visible(actor)
    groups = navigation.groups(request, seen)
    here = [link.label for group in groups for link in group.links if link.current]
    return Frame(
        place=getattr(request, "place", "") or TAGLINE,
        person=actor.name if actor else "",
        role=getattr(request, "role", ""),
        groups=groups,
        here=here[0] if here else "",
        search=navigation.search_box(seen),
        large_text=is_on(request, "text"),
        dark=is_on(request, "theme"),
        as_of=timezone.now(),
        account=[
            navigation.Link(label, url, icon, "", None)
            for label, name, icon in ACCOUNT
            if (url := navigation.address(name))
        ],
        leave_url=navigation.address("account_logout"),
        enter_url=navigation.address("account_login"),
        next_url=request.get_full_path(),
        help=page_help.of(request),
        off=actor.off if actor else frozenset(),
    )
