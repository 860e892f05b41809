"""How one endpoint is walked: where, with what, by whom, and what the right one and the next area get."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.api.things import Things
from tests.api.world import BAWANG

EMPTY, SAME = "empty", "same"  # what the next area gets: a list without rows, or what everybody gets


def under(path: str, key: Callable[[Things], object]) -> Callable[..., Callable[[Things], str]]:
    """Addresses under one thing: `of_person = under("/people", …)`, then `of_person("/visits")`."""

    def of(more: str = "") -> Callable[[Things], str]:
        return lambda things: f"{path}/{key(things)}{more}"

    return of


@dataclass(frozen=True)
class Walk:
    """`right` is what the right official gets; a 409 says that only the state of the thing stands in the way, and
    that a journey elsewhere has the 2xx."""

    address: str | Callable[[Things], str]
    body: dict[str, Any] | Callable[[Things], dict[str, Any]] | None = None
    role: str = "OP_DESA"
    area: str = BAWANG
    right: int = 200
    wrong: int | str = 404
    files: tuple[str, ...] = ()
    is_form: bool = False

    def at(self, things: Things) -> str:
        return self.address if isinstance(self.address, str) else self.address(things)

    def sent(self, things: Things) -> dict[str, Any]:
        return self.body(things) if callable(self.body) else self.body or {}
