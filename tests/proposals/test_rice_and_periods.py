"""Rice stands beside the other aid all through the month; and periods are rows, each of its own length."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Quota
from kesos.programmes.services import checks, quotas
from kesos.proposals.services import periods
from kesos.workflow.queries import calendar_of
from kesos.workflow.services.calendars import set_calendar_day
from tests.programmes import checking, world
from tests.programmes.world import a_listed_family, enrolled
from tests.proposals.visiting import visit
from tests.proposals.world import BAWANG, KEDIRI, official, on

pytestmark = pytest.mark.django_db
RICE = "BAPANAS-BERAS"
COUNTER = official("OP_DESA", BAWANG, 101)
ADMIN = official("ADMIN", KEDIRI, 401, "quota.set", "quota.view", "calendar.manage")


@pytest.mark.requirement("K-16")
def test_whoever_gets_pkh_may_get_rice_and_the_persons_page_shows_both():
    family, person = a_listed_family()
    enrolled(family, person, "PKH")
    enrolled(family, person, RICE)

    page = visit(COUNTER, f"/warga/{person.pk}/")

    for name in ("Program Keluarga Harapan", "Bantuan pangan beras"):
        assert name in page


@pytest.mark.requirement("K-17")
def test_the_rice_list_is_checked_in_the_same_month_as_the_others():
    family, person = a_listed_family()
    pkh, rice = enrolled(family, person, "PKH"), enrolled(family, person, RICE)
    before = checking.seen(checking.OPERATOR)

    told = checks.pass_many(enrolments=[pkh.pk, rice.pk], by=checking.OPERATOR, at=world.AT)

    assert set(before) == {pkh.pk, rice.pk}
    assert set(told.passed) == {pkh.pk, rice.pk}
    assert checking.of(rice).month == checking.of(pkh).month == date(2026, 11, 1)


@pytest.mark.requirement("K-17")
def test_whoever_is_found_unfit_for_rice_loses_it_and_the_place_becomes_free():
    family, person = a_listed_family()
    rice = enrolled(family, person, RICE)

    checking.approved(rice)

    assert world.state_of(rice) == "NONAKTIF_TIDAK_LAYAK"
    with acting(SYSTEM):
        assert rice.vacancies.get().programme_id == RICE


@pytest.mark.requirement("X-04")
def test_a_year_of_one_programme_and_a_quarter_of_another_are_rows_beside_each_other():
    for programme, last in (("PBPU-PEMDA", None), (RICE, date(2026, 12, 31))):
        quotas.set_quota(
            programme=programme, region_code=KEDIRI, places=10, basis="SK 1/2026", valid_from=date(2026, 10, 1),
            valid_to=last, by=ADMIN, at=on(5),
        )  # fmt: skip

    quotas.set_quota(
        programme=RICE, region_code=KEDIRI, places=4, basis="SK 2/2027", valid_from=date(2027, 1, 1),
        valid_to=date(2027, 3, 31), by=ADMIN, at=on(6),
    )  # fmt: skip

    with acting(SYSTEM):
        held = {
            (each.programme_id, each.places)
            for each in Quota.objects.filter(valid_from__lte=date(2027, 1, 15))
            if each.valid_to is None or each.valid_to >= date(2027, 1, 15)
        }
    assert held == {("PBPU-PEMDA", 10), (RICE, 4)}


@pytest.mark.requirement("X-04")
def test_the_days_of_a_month_are_rows_that_an_office_changes_for_one_month_of_its_own():
    november = periods.open_period(region_code=KEDIRI, month=date(2026, 11, 1), at=on(1))
    before = {each.event: each.day for each in calendar_of(KEDIRI, month=november.month)}

    set_calendar_day(
        region_code=KEDIRI, event="tutup_entri", day=14, from_month=november.month, by=ADMIN, at=on(2),
        only_this_month=True,
    )  # fmt: skip

    def closes(place, month):
        return {each.event: each.day for each in calendar_of(place, month=month)}["tutup_entri"].day

    assert before["tutup_entri"].day != 14
    assert closes(KEDIRI, november.month) == 14
    assert closes("3506", november.month) == before["tutup_entri"].day
    assert closes(KEDIRI, date(2026, 12, 1)) == before["tutup_entri"].day
