"""Vacancies, the waiting list and plans, as screens and programs read them."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.programmes.models import Replacement, ReplacementRun
from kesos.programmes.models.vacancies import OF_A_QUOTA
from kesos.regions.scope import within
from kesos.workflow.machines.labels import labels

VIEW = "programme.view"
SQL = statements("kesos.programmes", "sql/successions.sql")
REACHES = {10: "kelurahan yang sama", 6: "kecamatan yang sama", 4: "kabupaten/kota yang sama"}
FLAGS = {1: "lansia tinggal sendiri", 2: "disabilitas berat", 4: "hamil"}


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """`left_by` and `successor` are empty where they live out of reach; nobody left an additional place."""

    id: int
    programme: str
    decided_by: str
    place: str
    left_by: str | None
    enrolment_id: int | None
    why: str
    opened_at: datetime
    outcome: str
    successor: str | None
    run_id: int | None

    @property
    def why_label(self) -> str:
        return why_word(self.why)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    id: int
    name: str | None
    place: str
    decile: int | None
    flags: int
    score: Decimal
    proposed_on: date
    path: str | None
    is_planned: bool
    returns: bool

    @property
    def flag_labels(self) -> list[str]:
        return flag_words(self.flags)


@dataclass(frozen=True, slots=True)
class RunRow:
    id: int
    place: str
    programme: str
    vacancies: int
    at: datetime
    decided_at: datetime | None
    planned: int


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """`rank` of `among` in the list of the area `reach` tells; `key` is what made the order that day."""

    id: int
    programme: str
    decided_by: str
    place: str
    left_by: str | None
    why: str
    successor: str | None
    from_place: str
    reach: int
    rank: int
    among: int
    outcome: str
    note: str
    key: str
    successor_nik: int | None

    @property
    def is_additional(self) -> bool:
        return self.why == OF_A_QUOTA

    @property
    def because(self) -> str:
        """Why it is them, in words."""
        told = json.loads(self.key)
        said = [f"urutan {self.rank} dari {self.among} di {REACHES[self.reach]}"]
        if told.get("kembali"):
            said.append("didahulukan karena keberatannya dikabulkan")
        said.append(f"desil {told['desil']}" if told["desil"] else "desil belum diketahui")
        said += flag_words(told["prioritas"])
        if float(told["skor"]):
            said.append(f"skor lokal {told['skor']}".replace(".", ","))
        return ", ".join(said)

    @property
    def outcome_label(self) -> str:
        return str(Replacement.Outcome(self.outcome).label)


@dataclass(frozen=True, slots=True)
class Membership:
    id: int
    programme: str | None
    decided_by: str | None
    person_id: int
    full_name: str
    nik: int | None
    place: str
    state: str
    from_on: date
    to_on: date | None
    unlisted_reason: str
    source: str
    case_id: int | None
    region_code: str
    code: str | None

    @property
    def state_label(self) -> str:
        return labels().state("penerima", self.state) if self.state != "SELESAI" else "Selesai"


def why_word(why: str) -> str:
    return "kuota yang belum terisi" if why == OF_A_QUOTA else labels().state("penerima", why)


def flag_words(flags: int) -> list[str]:
    return [word for bit, word in FLAGS.items() if flags & bit]


def vacancies(
    actor: Actor, *, programme: str = "", open_only: bool = True, after: int = 0, limit: int = 50
) -> list[VacancyRow]:
    """Newest first, of the actor's areas; `after` is the last id of the page before."""
    told = {"areas": actor.areas(VIEW), "programme": programme, "open": open_only, "after": after, "limit": limit}
    return [VacancyRow(*each) for each in rows(SQL["vacancies"], told)]


def free_by_programme(actor: Actor) -> list[tuple[str, str, int]]:
    """Places nobody is planned for: code, name, number."""
    return [(c, n, k) for c, n, k in rows(SQL["free_by_programme"], {"areas": actor.areas(VIEW)})]


def waiting(actor: Actor, *, programme: str, after: int = 0, limit: int = 50) -> list[WaitingRow]:
    """One programme's list in the order in which places are given; `after` is the last id of the page before."""
    told = {"areas": actor.areas(VIEW), "programme": programme, "after": after, "limit": limit}
    return [WaitingRow(*each) for each in rows(SQL["waiting"], told)]


def waiting_by_programme(actor: Actor) -> list[tuple[str, str, int]]:
    return [(c, n, k) for c, n, k in rows(SQL["waiting_by_programme"], {"areas": actor.areas(VIEW)})]


def runs(actor: Actor, *, after: int = 0, limit: int = 50) -> list[RunRow]:
    told = {"areas": actor.areas(VIEW), "after": after, "limit": limit}
    return [RunRow(*each) for each in rows(SQL["runs"], told)]


def run(actor: Actor, run_id: int) -> ReplacementRun:
    """Raises NotFound also where it belongs to a place out of reach."""
    found = ReplacementRun.objects.filter(within(actor.areas(VIEW)), pk=run_id).first()
    if found is None:
        raise NotFound("Rencana penggantian tidak ditemukan.")
    return found


def rows_of(found: ReplacementRun, *, after: int = 0, limit: int = 100) -> list[PlannedRow]:
    told = {"run": found.pk, "after": after, "limit": limit}
    return [PlannedRow(*each) for each in rows(SQL["rows_of_run"], told)]


def passed_over(found: ReplacementRun, *, limit: int = 100) -> list[tuple[str | None, str, str, str]]:
    """Name, kelurahan, programme and why, of those who stood before a successor and could not follow."""
    return [(n, p, g, w) for n, p, g, w in rows(SQL["passed_over"], {"run": found.pk, "limit": limit})]


def membership(actor: Actor, enrolment_id: int) -> Membership:
    """Raises NotFound also out of reach."""
    found = row(SQL["membership"], {"id": enrolment_id, "areas": actor.areas(VIEW)})
    if found is None:
        raise NotFound("Kepesertaan tidak ditemukan.")
    return Membership(*found)


def changes(enrolment_id: int) -> list[tuple[str, str, date, str, str, datetime]]:
    """From, to, day, reason code, reason, moment; newest first, states in words."""
    said = labels()
    return [
        (said.state("penerima", a), said.state("penerima", b), *rest)
        for a, b, *rest in rows(SQL["changes"], {"id": enrolment_id})
    ]
