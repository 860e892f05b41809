"""The guides by role, read once."""

from functools import cache
from pathlib import Path

from kesos.foundation.errors import NotFound
from kesos.guide import shipped
from kesos.guide.markdown import Page, page_of

# for whom a guide is, in the order of the month; a guide that is not named here stands last
ORDER = ("operator", "lurah", "pendamping", "supervisor", "kepala-dinas", "wali-kota", "warga", "administrator")


@cache
def guides() -> dict[str, Page]:
    """Every guide by its name in addresses."""
    found = {file.stem: page_of(file.read_text(encoding="utf-8")) for file in shipped.guides().glob("*.md")}
    return dict(sorted(found.items(), key=lambda named: ORDER.index(named[0]) if named[0] in ORDER else len(ORDER)))


def guide(name: str) -> Page:
    if name not in guides():
        raise NotFound("Panduan ini tidak ada. Lihat daftar panduan.")
    return guides()[name]


def picture(name: str) -> Path:
    """A name that is not on the list is no way into the folder."""
    for file in shipped.pictures().glob("*.webp"):
        if file.stem == name:
            return file
    raise NotFound("Gambar ini tidak ada.")
