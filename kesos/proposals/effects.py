"""What follows when a case enters a state; each takes all cases of one act."""

from datetime import datetime

from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes import promised
from kesos.proposals.models import Period
from kesos.proposals.services import freeze_month, place, propose_aid
from kesos.proposals.services.periods import NOT_DELIBERATED, carry_over
from kesos.workflow.hooks import register_effect

SQL = statements("kesos.proposals", "sql/determine.sql")


def leave_behind(case_ids: list[int], by: Actor, at: datetime) -> None:
    """A village without minutes on the day blocks only itself: its rows go to the next month."""
    for period in Period.objects.filter(case_id__in=case_ids):
        carry_over(period=period, states=NOT_DELIBERATED, at=at)


def list_families(case_ids: list[int], by: Actor, at: datetime) -> None:
    """The decree makes a family listed, and gives its decile where it names one."""
    with acting(SYSTEM):
        told = {"ids": case_ids}
        run(SQL["list_families"], told)
        run(SQL["keep_deciles"], told)


def freeze_figures(case_ids: list[int], by: Actor, at: datetime) -> None:
    """What a closed month says of itself no longer changes."""
    for period in Period.objects.filter(case_id__in=case_ids):
        freeze_month.freeze(period=period, at=at)


def check_aid(case_ids: list[int], by: Actor, at: datetime) -> None:
    """The rules of the programme are put to a proposal as soon as it is handed in."""
    propose_aid.check(case_ids=case_ids, at=at)


promised.register(place.promised_places)
register_effect("periode_bulanan", "VERIFIKASI", leave_behind)
register_effect("periode_bulanan", "DITUTUP", freeze_figures)
register_effect("usulan_bansos", "DIAJUKAN", check_aid)
register_effect("usulan_bansos", "DISAHKAN", place.place_or_wait)
register_effect("usulan_bansos", "DAFTAR_TUNGGU", place.enter_list)
register_effect("usulan_bansos", "DITETAPKAN_PENERIMA", place.enrol)
register_effect("usulan_bansos", "TIDAK_DITETAPKAN", place.leave_refused)
register_effect("usulan_dtks", "DITETAPKAN", list_families)
