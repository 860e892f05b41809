"""Another adult of the same card takes over what a family held through its dead manager or head."""

from datetime import datetime

from django.utils.timezone import localdate

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.services import memberships
from kesos.registry.models import Enrolment

SQL = statements("kesos.journeys", "sql/managers.sql")
PAPER, ACTION = "pengganti_dalam_kk", "ganti_pengurus"


def eligible(enrolment_id: int, *, at: datetime) -> list[tuple[int, str]]:
    """Living adults of the family who do not hold the programme already: id and name. To be read while acting."""
    return [(key, name) for key, name in rows(SQL["eligible"], {"enrolment": enrolment_id, "today": localdate(at)})]


def propose_manager(*, enrolment_id: int, person_id: int, by: Actor, at: datetime) -> bool:
    """The operator's half of the agreement; True where it moved by it. Raises NotFound, Refused."""
    with acting(by):
        if not Enrolment.objects.filter(pk=enrolment_id).exists():
            raise NotFound("Kepesertaan tidak ditemukan.")
        if person_id not in {key for key, _ in eligible(enrolment_id, at=at)}:
            raise Refused(
                "Pengurus baru harus orang dewasa yang hidup di KK yang sama dan belum menerima program ini.",
                code="not_eligible", field="person_id",
            )  # fmt: skip
    return _agree(enrolment_id, by, at, {PAPER: str(person_id)})


def approve_manager(*, enrolment_id: int, by: Actor, at: datetime) -> bool:
    """The supervisor's half, for whom the operator named. Raises Refused."""
    return _agree(enrolment_id, by, at, {})


def _agree(enrolment_id: int, by: Actor, at: datetime, papers: dict[str, str]) -> bool:
    told = memberships.move(action=ACTION, enrolments=[enrolment_id], by=by, at=at, papers=papers)
    if why := told.refused.get(enrolment_id):
        raise Refused(why, code="manager_refused")
    return bool(told.enrolments)


def take_over(case_ids: list[int], by: Actor, at: datetime) -> None:
    """When both have agreed: the membership is written for the new manager, who leads the family if nobody does."""
    with acting(SYSTEM):
        run(SQL["lead"].replace("{chosen}", SQL["chosen"]), {"cases": case_ids})
        run(SQL["take_over"].replace("{chosen}", SQL["chosen"]), {"cases": case_ids})
