"""What is in the way of a merge, asked before anything is touched: sentences, none where nothing is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kesos.bulk.sql import rows
from kesos.registry.merging.carrying import SQL, same
from kesos.registry.merging.held import Clash, Held, held, hindrances
from kesos.registry.models import ImportRun, Person

UNTOLD = frozenset({"portal_reporter"})  # who told something of somebody is nobody's to see


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a merge would do: what hinders it, and how many rows of what would follow."""

    hindrances: list[str]
    follow: list[tuple[str, int]]


def foresee(*, stays: int, gone: int, on: date) -> Foreseen:
    """As the system: the two may live in different areas."""
    told = {"stays": stays, "gone": gone, "day": on}
    return Foreseen(in_the_way(told), _following(told))


def in_the_way(told: dict[str, Any]) -> list[str]:
    found = _of_the_two(told["stays"], told["gone"])
    for one in held():
        found += _clashes(one, one.clash, told) if one.clash else []
    for hindrance in hindrances():
        found += hindrance(told["stays"], told["gone"])
    return list(dict.fromkeys(found))


def _clashes(one: Held, clash: Clash, told: dict[str, Any]) -> list[str]:
    """The first thing of this kind that both hold."""
    asked = SQL["clashes"].format(what=clash.what, table=one.table, column=one.column, when=clash.when, same=same(one))
    return [clash.sentence.format(what=what) for (what,) in rows(asked, told)]


def _of_the_two(stays: int, gone: int) -> list[str]:
    people = {person.pk: person for person in Person.objects.filter(pk__in=(stays, gone))}
    if len(people) < 2:
        return ["Salah satu dari keduanya sudah digabung atau tidak ada lagi. Muat ulang halaman."]
    one, other = people[stays], people[gone]
    found = []
    if other.nik and not one.nik:
        found.append(f"NIK yang sah ada pada {other.full_name}. Pilih dia sebagai yang tetap.")
    if one.died_on != other.died_on:
        found.append(
            "Hanya satu dari keduanya yang tercatat meninggal, atau tanggalnya berbeda. Selesaikan dahulu laporan "
            "kematiannya, lalu gabungkan."
        )
    if any(_being_written(person.region_id) for person in (one, other)):
        found.append("Sebuah impor sedang diterapkan. Tunggu sampai selesai, lalu gabungkan.")
    return found


def _being_written(region_code: str) -> bool:
    """A file for this place is on its way into the tables."""
    areas = ["", *(region_code[:n] for n in (2, 4, 6, 10))]
    return ImportRun.objects.filter(state=ImportRun.State.APPLYING, region_code__in=areas).exists()


def _following(told: dict[str, Any]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for one in held():
        if one.called and one.table not in UNTOLD:
            ((n,),) = rows(SQL["counted"].format(table=one.table, column=one.column), told)
            counts[one.called] = counts.get(one.called, 0) + n
    return [(called, n) for called, n in counts.items() if n]
