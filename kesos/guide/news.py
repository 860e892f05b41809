"""What is new, from the part «Untuk petugas» of CHANGELOG.md: months, newest first, each with its sentences."""

import re
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.utils.safestring import SafeString

from kesos.guide import shipped
from kesos.guide.markdown import line_of
from kesos.ui.screens import Asked

PART = "## Untuk petugas"


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    lines: list[SafeString]


@cache
def months() -> list[Month]:
    return read(shipped.changes().read_text(encoding="utf-8"))


def read(changelog: str) -> list[Month]:
    """A sentence may go on in the next line; what engineers read stands in other parts."""
    _, _, rest = changelog.partition(f"{PART}\n")
    mine = re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    found = []
    for block in re.split(r"^### ", mine, flags=re.MULTILINE)[1:]:
        name, _, text = block.partition("\n")
        said = [" ".join(item.split()) for item in re.split(r"^- ", text, flags=re.MULTILINE)[1:]]
        found.append(Month(name.strip(), [line_of(each) for each in said]))
    return found


def unseen(request: Asked) -> int | None:
    """How many sentences were added since this person last looked; a newcomer is told of the newest month alone."""
    if not months():
        return None
    seen = request.COOKIES.get(cookie_of(request), "")
    return max(0, total() - int(seen)) if seen.isdecimal() else len(months()[0].lines)


def total() -> int:
    return sum(len(month.lines) for month in months())


def cookie_of(request: HttpRequest) -> str:
    """One for each person: a kelurahan's computer serves several."""
    actor = getattr(request, "actor", None)
    return f"kesos_baru_{actor.user_id if actor else 0}"
