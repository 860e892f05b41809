"""An objection that is granted gives back what was taken: the membership runs on, or, where its place is given to
another meanwhile, its holder waits before all others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import short_day
from kesos.programmes.queries import rules
from kesos.programmes.services import deaths, memberships, scores
from kesos.programmes.services.free_places import QuotaFull, within_quota
from kesos.workflow.machines.labels import labels

SQL = statements("kesos.programmes", "sql/places.sql")
ACTION, TAKEN = "kabulkan_keberatan", "NONAKTIF_TIDAK_LAYAK"
BESIDE = ("GANDA", "EKSKLUSIF")  # what may not be received at once, whatever was decided


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What became of it, in a sentence for whoever objected and for the office."""

    outcome: Literal["runs", "waits", "unchanged"]
    sentence: str


@dataclass(frozen=True, slots=True)
class _Standing:
    state: str
    programme: str
    name: str
    decided_by: str
    family_id: int | None
    person_id: int
    region_code: str
    died_on: date | None
    replaced_from: str | None


@transaction.atomic
def give_back(*, enrolment_id: int, by: Actor, at: datetime) -> GivenBack:
    """The consequence of a granted objection; told again, nothing changes. Raises NotFound, Refused."""
    found = _standing(enrolment_id)
    if found.state == TAKEN:
        _refuse_beside(found, at)
        try:
            with within_quota():
                told = memberships.move(action=ACTION, enrolments=[enrolment_id], by=by, at=at)
        except QuotaFull:
            return _wait(enrolment_id, found, at)
        if found.died_on:
            return _died_since(found.died_on, enrolment_id, found, at)
        # somebody may have filled the place while this waited for the same row
        found = _standing(enrolment_id)
        if found.state == TAKEN:
            raise Refused(told.refused.get(enrolment_id, "Kepesertaannya belum dapat dipulihkan."), code="not_returned")
        if found.state in memberships.RUNNING:
            return GivenBack("runs", f"{found.name} diterima lagi sejak {short_day(timezone.localdate(at))}.")
    if found.state == "DIGANTIKAN" and found.replaced_from == TAKEN:
        return _wait(enrolment_id, found, at)
    if found.state in memberships.RUNNING:
        return GivenBack("unchanged", f"{found.name} memang masih diterima.")
    state = labels().state("penerima", found.state).lower()
    return GivenBack("unchanged", f"{found.name} sudah berakhir karena hal lain ({state}) dan tidak dihidupkan lagi.")


def _died_since(died_on: date, enrolment_id: int, found: _Standing, at: datetime) -> GivenBack:
    """Given back to somebody who has died since, it ends again by the death; another adult of the card may follow."""
    deaths.end_by_death(people=[found.person_id], at=at)
    left = labels().state("penerima", _standing(enrolment_id).state).lower()
    family = " Bila ada orang dewasa lain di KK-nya, usulkan ia sebagai pengurus." if found.family_id else ""
    return GivenBack(
        "unchanged",
        f"Penerima {found.name} ini meninggal pada {short_day(died_on)}, sehingga kepesertaannya berakhir ({left})."
        f"{family}",
    )


def _wait(enrolment_id: int, found: _Standing, at: datetime) -> GivenBack:
    if found.died_on:
        return _died_since(found.died_on, enrolment_id, found, at)
    with acting(SYSTEM):
        entered = [key for (key,) in rows(SQL["put_first"], {"enrolment": enrolment_id, "at": at})]
        if not entered:
            raise Refused("Orang ini tidak tercatat dalam keluarga mana pun. Perbaiki dahulu KK-nya.", code="no_family")
        scores.weigh_newcomers(ids=entered, at=at)
    by_decree = " Penetapannya berlaku dengan SK pusat." if found.decided_by == "centre" else ""
    return GivenBack(
        "waits",
        f"Tempat {found.name} sudah diisi orang lain. Penerima semula kini terdepan dalam daftar tunggunya dan "
        f"mendapat tempat berikutnya.{by_decree}",
    )


def _refuse_beside(found: _Standing, at: datetime) -> None:
    if found.family_id is None:
        return
    with acting(SYSTEM):
        told = rules.of_one(
            programme=found.programme, family_id=found.family_id, person_id=found.person_id, on=timezone.localdate(at)
        )
    beside = [finding.sentence for finding in told if finding.refuses and finding.code in BESIDE]
    if beside:
        raise Refused(
            f"{found.name} belum dapat dipulihkan. {' '.join(beside)} Akhiri dahulu salah satunya.", code="beside"
        )


def _standing(enrolment_id: int) -> _Standing:
    with acting(SYSTEM):
        found = row(SQL["standing"], {"enrolment": enrolment_id})
    if found is None:
        raise NotFound("Kepesertaan tidak ditemukan.")
    return _Standing(*found)
