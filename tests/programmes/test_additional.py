"""A quota with more places than are taken lifts those who wait: by a plan, in their order, never above the quota."""

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import PassedOver, Quota, Replacement, Vacancy, Waiting
from kesos.programmes.queries import successions
from kesos.programmes.services import additional, print_replacement, quotas, replace
from kesos.registry.models import Enrolment
from tests.programmes.test_replace import LOCAL, plan, successors
from tests.programmes.world import (
    AT,
    BAWANG,
    HEAD,
    KEDIRI,
    MOJOROTO,
    NGRONGGO,
    OFFICE,
    OPERATOR,
    a_left_place,
    a_quota,
    a_recipient,
    enrolled,
    official,
    waiting,
)
from tests.proposals.visiting import visit

pytestmark = pytest.mark.django_db
PLANS = official("OP_DINSOS", KEDIRI, 203, "quota.view", "replacement.plan")
SETS = official("KADIS", KEDIRI, 301, "quota.set", "quota.view", "programme.view")


def raised(quota: Quota, places: int) -> None:
    quotas.change_places(quota_id=quota.pk, places=places, basis="SK 9/2026", by=SETS, at=AT)


def taken(quota: Quota) -> tuple[int, int]:
    with acting(SYSTEM):
        quota.refresh_from_db()
    return quota.taken, quota.places


def open_places() -> list[str]:
    with acting(SYSTEM):
        return list(Vacancy.objects.filter(enrolment=None, outcome="").values_list("region_code", flat=True))


@pytest.mark.requirement("K-33")
def test_a_raised_quota_is_filled_from_the_list_in_its_order():
    quota = a_quota(LOCAL, 1)
    a_recipient(LOCAL)
    second, first = waiting(LOCAL, decile=3), waiting(LOCAL, decile=1, region=MOJOROTO)
    third = waiting(LOCAL, decile=5)
    with pytest.raises(replace.NothingVacant), transaction.atomic():
        plan()
    raised(quota, 3)

    made = plan()
    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        told = {r.waiting_id: (r.reach, r.rank) for r in Replacement.objects.filter(run=made)}
        waits = list(Waiting.objects.filter(left_at=None).values_list("pk", flat=True))
        active = Enrolment.objects.filter(programme=LOCAL, state="AKTIF").count()
    assert (made.vacancies, len(done.in_force)) == (2, 2)
    assert told == {first.pk: (4, 1), second.pk: (4, 2)}
    assert (waits, active, taken(quota)) == ([third.pk], 3, (3, 3))


def test_a_left_place_goes_to_the_own_kelurahan_and_the_additional_one_to_the_first_of_the_city():
    a_quota(LOCAL, 2)
    gone = a_left_place()
    here, far = waiting(LOCAL, decile=4), waiting(LOCAL, decile=1, region=MOJOROTO)

    made = plan()

    with acting(SYSTEM):
        told = {r.waiting_id: r.vacancy.enrolment_id for r in made.rows.select_related("vacancy")}
    assert told == {here.pk: gone.pk, far.pk: None}


def test_who_the_rules_refuse_is_passed_over_here_too():
    a_quota(LOCAL, 1)
    holder, fit = waiting(LOCAL, decile=1), waiting(LOCAL, decile=2)
    enrolled(holder.family, holder.person, "PBI-JK")

    made = plan()

    with acting(SYSTEM):
        passed = list(PassedOver.objects.filter(run=made).values_list("waiting", flat=True))
    assert (successors(made), passed) == ([fit.pk], [holder.pk])


def test_a_quota_of_a_kecamatan_lifts_nobody_outside_it():
    a_quota(LOCAL, 2, region=BAWANG[:6])
    inside = waiting(LOCAL, decile=7, region=NGRONGGO)
    waiting(LOCAL, decile=1, region=MOJOROTO)

    assert successors(plan()) == [inside.pk]


def test_as_many_places_are_opened_as_somebody_waits_for():
    a_quota(LOCAL, 50)
    waiting(LOCAL)

    assert plan().vacancies == 1


def test_planned_again_nothing_is_opened_twice():
    a_quota(LOCAL, 2)
    waiting(LOCAL), waiting(LOCAL), waiting(LOCAL)
    plan()

    with pytest.raises(replace.NothingVacant), transaction.atomic():
        plan()

    with acting(SYSTEM):
        assert Vacancy.objects.filter(enrolment=None).count() == 2


def test_a_place_that_somebody_took_meanwhile_is_dropped_with_the_sentence():
    quota = a_quota(LOCAL, 1)
    one = waiting(LOCAL)
    made = plan()
    a_recipient(LOCAL)

    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        row = Replacement.objects.get(run=made)
        still = Waiting.objects.get(pk=one.pk).left_at
    assert done.in_force == []
    assert list(done.dropped.values()) == [additional.FULL]
    assert (row.outcome, row.note, still, taken(quota)) == ("dropped", additional.FULL, None, (1, 1))


def test_a_lowered_quota_closes_what_an_earlier_plan_left_open():
    quota = a_quota(LOCAL, 2)
    two = [waiting(LOCAL), waiting(LOCAL)]
    for each in two:
        enrolled(each.family, each.person, "PBI-JK")
    plan()
    before = open_places()
    raised(quota, 1)

    plan()

    assert (before, open_places()) == ([KEDIRI, KEDIRI], [KEDIRI])


def test_a_programme_of_the_centre_is_proposed_and_takes_no_seat_yet():
    quota = a_quota("SEMBAKO", 1)
    waiting("SEMBAKO")
    made = plan()

    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    assert (len(done.proposed), done.in_force, taken(quota)) == (1, [], (0, 1))


def test_two_planners_of_the_kelurahan_open_no_place_of_the_city():
    a_quota(LOCAL, 3)
    waiting(LOCAL)

    with pytest.raises(replace.NothingVacant):
        plan(region_code=BAWANG, by=official("OP_DINSOS", BAWANG, 204, "replacement.plan"))


def test_the_page_tells_of_them_the_plan_names_them_and_the_minutes_print_them():
    quota = a_quota(LOCAL, 1)
    a_recipient(LOCAL)
    one = waiting(LOCAL)
    quiet = visit(OFFICE, "/penggantian/")
    raised(quota, 2)

    told, at_the_quota = visit(OFFICE, "/penggantian/"), visit(PLANS, f"/kuota/{quota.pk}/")
    page = visit(OFFICE, "/penggantian/susun/", {"wilayah": KEDIRI}).where
    shown, listed = visit(HEAD, page), visit(OFFICE, "/penggantian/")

    assert "Susun rencana</button>" not in quiet.raw
    assert "1 tempat belum direncanakan penggantinya, 1 di antaranya tempat tambahan" in told
    assert "1 tempat kosong dapat diisi dari daftar tunggu" in at_the_quota
    assert one.person.full_name in shown
    assert "tempat tambahan" in shown
    assert "Tempat tambahan" in listed
    assert "kuota yang belum terisi" in listed
    assert print_replacement.print_minutes(run_id=int(page.split("/")[-2]), by=OFFICE, at=AT).startswith(b"%PDF")


def test_an_operator_of_one_kelurahan_reads_no_place_of_the_whole_city():
    a_quota(LOCAL, 1)
    waiting(LOCAL)
    plan()

    with acting(OPERATOR):
        assert successions.vacancies(OPERATOR) == []
    with acting(OFFICE):
        assert [each.enrolment_id for each in successions.vacancies(OFFICE)] == [None]


@pytest.mark.parametrize("bad", [{"quota": None}, {"why": "NONAKTIF_MUNDUR"}], ids=["of nobody", "as if left"])
def test_the_database_knows_a_left_place_from_an_additional_one(bad):
    a_quota(LOCAL, 1)
    waiting(LOCAL)
    plan()

    with acting(SYSTEM), pytest.raises(IntegrityError, match="vacancy_left_or"), transaction.atomic():
        Vacancy.objects.update(**bad)
