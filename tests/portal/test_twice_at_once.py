"""Two clicks on one button, each on a connection of its own, are one act."""

from collections.abc import Callable
from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models import Event, Move
from kesos.journeys.services.report_death import report_death
from kesos.journeys.services.report_move import Asked, report_move
from kesos.portal.models import Consent, Report, RightRequest
from kesos.portal.services import register_citizen, rights
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.journeys import world as journeys
from tests.portal.world import AT, BAWANG, a_citizen, a_recipient, official, person_of, tell_as, told_sanggah
from tests.registry.world import a_family, a_person

OPERATOR = journeys.official("OP_DESA", journeys.BAWANG, 101, "death.report")
CORRECT = rights.Demand("koreksi_data", "Yang benar 1980", "Tanggal lahir")


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "clicks"):
        yield


def clicked(act: Callable[[], object]) -> list[str]:
    return sorted(type(one).__name__ for one in all_at_once(*[act] * 4))


def counted(model: type) -> int:
    with acting(SYSTEM):
        return model.objects.count()


def test_a_death_is_reported_once(committed):
    person = a_person("WARSITO")
    a_family(person)

    said = clicked(
        lambda: report_death(person_id=person.pk, died_on=date(2026, 11, 1), file_key="b", by=OPERATOR, at=AT)
    )

    assert (said, counted(Event)) == (["Event"] * 4, 1)


def test_a_move_is_reported_once_and_the_others_hear_that_it_is_under_way(committed):
    told = Asked(family_id=a_family(a_person("PARTO")).pk, to_region_code=journeys.NGRONGGO, moved_on=date(2026, 11, 1))

    said = clicked(lambda: report_move(asked=told, paper="kk_baru", file_key="b", by=OPERATOR, at=AT))

    assert (said, counted(Move)) == (["CannotMove"] * 3 + ["Move"], 1)


def test_a_demand_a_consent_and_its_withdrawal_are_one_each(committed):
    citizen = a_citizen("PAIJAN")
    told = {"person_id": person_of(citizen).pk, "by": citizen, "at": AT}

    asked = clicked(lambda: rights.ask(demand=CORRECT, **told))
    given = clicked(lambda: rights.give_consent(purpose="publikasi_foto", **told))
    withdraw = rights.Demand("cabut_persetujuan", "Tidak mau lagi", consent_id=_only_consent())
    withdrawn = clicked(lambda: rights.ask(demand=withdraw, **told))

    assert (asked, given, withdrawn) == (["RightRequest"] * 4, ["Consent"] * 4, ["RightRequest"] * 4)
    assert (counted(RightRequest), counted(Consent)) == (2, 1)


def test_a_report_is_told_once(committed):
    citizen, enrolment = a_citizen("TUKIJO"), a_recipient()

    said = clicked(lambda: tell_as(citizen, told_sanggah(enrolment)))

    assert (said, counted(Report)) == (["Report"] * 4, 1)


def test_an_account_is_made_once_whoever_makes_it(committed):
    person = a_person("WARSINI")
    a_family(person)
    operator = official("OP_DESA", BAWANG)

    def make() -> object:
        with acting(operator):
            return register_citizen.register_at_counter(person_id=person.pk, by=operator, at=AT)

    said = clicked(make)

    assert said == ["AccountRefused"] * 3 + ["OnPaper"]


def _only_consent() -> int:
    with acting(SYSTEM):
        return Consent.objects.get().pk
