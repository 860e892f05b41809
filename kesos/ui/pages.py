"""One page of a list in the API: its rows and the signed mark from which the next page goes on, never a number."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from django.core import signing
from ninja import Field, Schema

from kesos.foundation.errors import Refused

MOST = 200
_SALT = "kesos.api.cursor."
Row = TypeVar("Row")
Shown = TypeVar("Shown")
Mark = list[str | int]


class Paging(Schema):
    """Read as query parameters by every list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="Paling banyak sekian baris.", examples=[50])] = 50
    cursor: Annotated[
        str, Field(max_length=1000, description="Isi `next` dari jawaban sebelumnya; kosong untuk awal daftar.")
    ] = ""

    def after(self, of: str) -> Mark | None:
        """What the mark of this list says. Raises BadCursor where it is another list's or nobody's."""
        if not self.cursor:
            return None
        try:
            told: Mark = signing.loads(self.cursor, salt=_SALT + of)
        except signing.BadSignature as bad:
            raise BadCursor("Penanda halaman tidak sah. Mulai lagi dari awal daftar.", field="cursor") from bad
        return told

    def after_id(self, of: str) -> int:
        """The same where the mark is one number; 0 at the beginning."""
        told = self.after(of)
        return int(told[0]) if told else 0


class Page(Schema, Generic[Shown]):
    items: list[Shown]
    next: Annotated[str | None, Field(description="Penanda halaman berikutnya; null pada halaman terakhir.")] = None


class BadCursor(Refused):
    """A mark that this list did not give out."""

    code, status = "bad_cursor", 422


def page(
    rows: Sequence[Row], *, of: str, limit: int, mark: Callable[[Row], Mark], show: Callable[[Row], Shown]
) -> dict[str, object]:
    """Of `limit + 1` rows read, `limit` are shown; the one too many tells that there is a next page."""
    last = rows[limit - 1] if len(rows) > limit else None
    return {"items": [show(row) for row in rows[:limit]], "next": None if last is None else next_mark(of, mark(last))}


def next_mark(of: str, mark: Mark) -> str:
    return signing.dumps(mark, salt=_SALT + of)
