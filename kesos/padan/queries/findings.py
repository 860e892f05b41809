"""The work list of findings: what matching found of people in the actor's areas, until somebody has looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.padan.models import Finding, Run
from kesos.padan.models.findings import LINKED, STATES
from kesos.regions.scope import within

VIEW = "padan.view"
FIELDS = {
    "nik": "NIK", "nama": "nama", "tanggal_lahir": "tanggal lahir", "jk": "jenis kelamin", "wilayah": "wilayah",
    "hidup": "keadaan hidup", "baris": "baris ganda",
}  # fmt: skip
NOTHING_TO_APPLY = (
    "Tidak ada data kependudukan yang dapat diterapkan di sini: orangnya tidak ditemukan, tercatat ganda, atau tanggal "
    "maupun wilayahnya tidak lengkap. Periksa dengan Disdukcapil, atau nyatakan data Kesos yang benar."
)
Outcome = Finding.Outcome
LINKED_SENTENCES = {
    Outcome.PARTLY: "Menurut nama dan lainnya, NIK-nya ada di data kependudukan.",
    Outcome.DIED: "Menurut nama dan lainnya, data kependudukan mencatatnya meninggal.",
    Outcome.DOUBLE: "Cocok dengan lebih dari satu orang, atau NIK itu sudah dipegang warga lain: lihat Data ganda.",
}
SQL = statements("kesos.padan", "sql/apply.sql")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; nothing narrows nothing but the state."""

    outcome: str = ""
    state: str = "TERBUKA"
    place: str = ""
    source: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Filters":
        outcome, state = told.get("temuan", ""), told.get("keadaan", "TERBUKA")
        place, source = told.get("wilayah", ""), told.get("sumber", "")
        return cls(
            outcome if outcome in Outcome.values else "", state if state in STATES else "TERBUKA",
            place if place.isascii() and place.isdigit() and len(place) <= 10 else "", source[:16],
        )  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Finding]:
    return Finding.objects.filter(within(actor.areas(VIEW)))


def page(actor: Actor, filters: Filters, *, after: int = 0, limit: int = 50) -> list[Finding]:
    """In the order they were found; `after` is the last id of the page before."""
    found = visible_to(actor).filter(state=filters.state).select_related("person", "case")
    if filters.outcome:
        found = found.filter(outcome=filters.outcome)
    if filters.source:
        found = found.filter(source=filters.source)
    if filters.place:
        found = found.filter(region_code__startswith=filters.place)
    if after:
        found = found.filter(pk__gt=after)
    return list(found.order_by("pk")[:limit])


def one(actor: Actor, finding_id: int) -> Finding:
    """Raises NotFound also where it is out of reach."""
    found = visible_to(actor).select_related("person", "person__region", "case", "run").filter(pk=finding_id).first()
    if found is None:
        raise NotFound("Temuan tidak ditemukan.")
    return found


def not_to_be_applied(*, cases: Sequence[int] = (), findings: Sequence[int] = ()) -> list[tuple[int, int | None]]:
    """Of these, findings with their cases that offer nothing to take over."""
    return rows(SQL["not_to_be_applied"], {"cases": list(cases), "findings": list(findings)})


def latest_run() -> Run | None:
    return Run.objects.filter(state=Run.State.DONE).select_related("other").order_by("-pk").first()


def differing(found: Finding) -> list[str]:
    """The fields that differ, in words."""
    return [FIELDS.get(code, code) for code in found.differs.split()]


def reason(found: Finding) -> str:
    """Why this stands on the list, in one sentence."""
    if found.source == LINKED:
        return f"{LINKED_SENTENCES[Outcome(found.outcome)]} {found.confidence} persen yakin: {found.reasons}."
    return {
        Outcome.NOT_FOUND: "NIK-nya tidak ada di data kependudukan.",
        Outcome.DOUBLE: "NIK-nya ada lebih dari sekali; tidak satu pun yang dipercaya.",
        Outcome.DIED: "Data kependudukan mencatatnya meninggal.",
        Outcome.MOVED: "Data kependudukan mencatatnya di wilayah lain.",
        Outcome.PARTLY: f"Berbeda: {', '.join(differing(found))}.",
    }[Outcome(found.outcome)]
