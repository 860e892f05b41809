"""The flow `kelayakan`: each of its ways, taken and refused, and what follows for the membership."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.models import Check, CheckNotice, MembershipChange, Vacancy
from kesos.programmes.services import checks, deaths, memberships, objections
from kesos.workflow.models import Case
from tests.programmes.checking import (
    HEAD,
    LATER,
    NEXT_OPERATOR,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    UNFIT,
    agreed,
    approved,
    looked_at,
    of,
    said_unfit,
    state,
    with_papers,
)
from tests.programmes.world import AT, TODAY, a_recipient, died, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return a_recipient("PBI-JK")


def test_nobody_looked_so_there_is_neither_row_nor_case(own):
    with acting(SYSTEM):
        assert not Check.objects.exists()
        assert not Case.objects.filter(flow="kelayakan").exists()


@pytest.mark.requirement("K-12", "K-14")
def test_an_operator_looks_and_finds_fit(own):
    check = looked_at(own)

    checks.find_fit(check=check, on=TODAY, by=OPERATOR, at=AT)

    found = of(own)
    assert (check.state, found.state, found.checked_on, state_of(own)) == ("DIPERIKSA", "LAYAK", TODAY, "AKTIF")


def test_looked_at_again_it_is_the_same_check(own):
    first = looked_at(own)

    again = looked_at(own)

    with acting(SYSTEM):
        assert Case.objects.filter(flow="kelayakan").count() == 1
    assert again.pk == first.pk


def test_a_recipient_of_the_next_kelurahan_is_not_found(own):
    with pytest.raises(NotFound):
        checks.look_at(enrolment_id=own.pk, by=NEXT_OPERATOR, at=AT)

    assert state(own) == "BELUM_DIPERIKSA"


def test_who_may_not_look_does_not_begin(own):
    with pytest.raises(NotAllowed):
        checks.look_at(enrolment_id=own.pk, by=OFFICE, at=AT)

    assert of(own) is None


def test_whose_membership_ended_is_not_looked_at(own):
    died(own.person)
    deaths.end_by_death(people=[own.person_id], at=AT)

    with pytest.raises(Refused, match="tidak aktif"):
        looked_at(own)


def test_unfit_needs_a_fresh_photo_and_point(own):
    check = looked_at(own)

    with pytest.raises(Refused, match="foto rumah"):
        checks.find_unfit(check=check, on=TODAY, by=OPERATOR, at=AT, **UNFIT)

    assert (state(own), of(own).reason) == ("DIPERIKSA", "")


def test_a_photo_of_more_than_thirty_days_is_too_old(own):
    check = with_papers(looked_at(own), at=AT)
    late = AT + timedelta(days=31)

    with pytest.raises(Refused, match="terlalu lama"):
        checks.find_unfit(check=check, on=late.date(), by=OPERATOR, at=late, **UNFIT)


@pytest.mark.parametrize(
    ("left_out", "told"),
    [("reason_code", "kode"), ("reason", "alasannya"), ("evidence", "buktinya")],
)
def test_unfit_says_why_and_by_what(own, left_out, told):
    check = with_papers(looked_at(own))

    with pytest.raises(Refused, match=told):
        checks.find_unfit(check=check, on=TODAY, by=OPERATOR, at=AT, **(UNFIT | {left_out: ""}))

    assert state(own) == "DIPERIKSA"


def test_a_code_that_is_none_of_the_twenty_is_refused(own):
    check = with_papers(looked_at(own))

    with pytest.raises(Refused):
        checks.find_unfit(check=check, on=TODAY, by=OPERATOR, at=AT, **(UNFIT | {"reason_code": "TL-99"}))

    assert state(own) == "DIPERIKSA"


@pytest.mark.parametrize(("day", "told"), [(1, "belum tiba"), (-31, "lebih dari 30")])
def test_the_day_of_the_look_is_a_recent_one(own, day, told):
    check = looked_at(own)

    with pytest.raises(Refused, match=told):
        checks.find_fit(check=check, on=TODAY + timedelta(days=day), by=OPERATOR, at=AT)


def test_said_unfit_the_aid_runs_on_until_two_others_approve(own):
    said_unfit(own)

    assert (state(own), of(own).reason_code, state_of(own)) == ("USUL_TIDAK_LAYAK", "TL-14", "AKTIF")


def test_the_supervisor_agrees_and_the_aid_still_runs(own):
    agreed(own)

    assert (state(own), state_of(own)) == ("MENUNGGU_PENGESAHAN", "AKTIF")


@pytest.mark.requirement("K-08", "K-32")
def test_approved_by_supervisor_and_head_the_aid_ends_and_the_place_is_free(own):
    approved(own)

    with acting(SYSTEM):
        change = MembershipChange.objects.get(enrolment=own)
        vacancy = Vacancy.objects.get(enrolment=own)
    assert (state(own), state_of(own)) == ("DISETUJUI_TIDAK_LAYAK", "NONAKTIF_TIDAK_LAYAK")
    assert (change.reason_code, change.by_user_id, vacancy.why) == ("TL-14", HEAD.user_id, "NONAKTIF_TIDAK_LAYAK")


def test_both_agreements_on_the_membership_are_those_of_the_two_people(own):
    approved(own)

    with acting(SYSTEM):
        case = Case.objects.get(flow="penerima")
        who = list(case.decisions.filter(action="dinyatakan_tidak_layak").values_list("actor_id", flat=True))
    assert who == [SUPERVISOR.user_id, HEAD.user_id]


def test_nobody_ends_a_membership_as_unfit_without_a_check(own):
    told = memberships.move(
        action="dinyatakan_tidak_layak", enrolments=[own.pk], by=SUPERVISOR, at=AT, reason_code="TL-14",
        papers={"bukti": "foto"},
    )  # fmt: skip

    assert (state_of(own), told.codes) == ("AKTIF", {own.pk: "guard"})


def test_a_check_approved_earlier_ends_no_later_membership(own):
    agreed(own)
    checks.weigh(check=of(own), action="kembalikan_pengesahan", by=HEAD, at=AT, reason="Foto kurang jelas")

    told = memberships.move(action="dinyatakan_tidak_layak", enrolments=[own.pk], by=HEAD, at=AT, reason_code="TL-14")

    assert (state_of(own), told.codes) == ("AKTIF", {own.pk: "guard"})


def test_sent_back_and_approved_anew_it_goes_on(own):
    check = agreed(own)
    checks.weigh(check=check, action="kembalikan_pengesahan", by=HEAD, at=AT, reason="Foto kurang jelas")
    assert state(own) == "USUL_TIDAK_LAYAK"

    checks.weigh(check=check, action="setujui", by=SUPERVISOR, at=LATER)
    checks.weigh(check=check, action="sahkan", by=HEAD, at=LATER)

    assert (state(own), state_of(own)) == ("DISETUJUI_TIDAK_LAYAK", "NONAKTIF_TIDAK_LAYAK")


def test_refused_by_the_supervisor_the_aid_stays(own):
    check = said_unfit(own)

    checks.weigh(check=check, action="tolak", by=SUPERVISOR, at=AT, reason="Mobil itu milik tetangga")

    assert (state(own), state_of(own)) == ("DITOLAK_DINSOS", "AKTIF")


@pytest.mark.parametrize("action", ["tolak", "kembalikan_pengesahan"])
def test_a_no_of_the_office_says_why(own, action):
    check = said_unfit(own) if action == "tolak" else agreed(own)
    before, by = state(own), SUPERVISOR if action == "tolak" else HEAD

    with pytest.raises(Refused, match=r"[Aa]lasan"):
        checks.weigh(check=check, action=action, by=by, at=AT)

    assert state(own) == before


@pytest.mark.parametrize(
    ("begin", "action", "by"),
    [
        (looked_at, "setujui", SUPERVISOR),
        (said_unfit, "setujui", OPERATOR),
        (said_unfit, "tolak", HEAD),
        (said_unfit, "sahkan", HEAD),
        (agreed, "sahkan", SUPERVISOR),
        (agreed, "kembalikan_pengesahan", SUPERVISOR),
        (approved, "sahkan", HEAD),
    ],
    ids=lambda value: getattr(value, "__name__", str(getattr(value, "name", value))),
)
def test_a_step_of_another_or_at_another_time_changes_nothing(own, begin, action, by):
    check = begin(own)
    before = state(own)

    with contextlib.suppress(Refused):
        checks.weigh(check=check, action=action, by=by, at=AT, reason="uji")

    assert state(own) == before


def test_whoever_said_unfit_does_not_approve_it(own):
    both = OPERATOR.__class__(
        user_id=OPERATOR.user_id, name="Rangkap", grants=OPERATOR.grants | SUPERVISOR.grants, roles=SUPERVISOR.roles
    )
    check = said_unfit(own)

    with pytest.raises(Refused):
        checks.weigh(check=check, action="setujui", by=both, at=AT)

    assert (state(own), state_of(own)) == ("USUL_TIDAK_LAYAK", "AKTIF")


def test_who_died_in_between_is_not_ended_twice(own):
    check = agreed(own)
    died(own.person)
    deaths.end_by_death(people=[own.person_id], at=AT)

    checks.weigh(check=check, action="sahkan", by=HEAD, at=LATER)

    assert state_of(own) == "NONAKTIF_MENINGGAL"


def test_the_head_approves_twice_and_nothing_happens_twice(own):
    check = approved(own)

    checks.weigh(check=check, action="sahkan", by=HEAD, at=AT)

    with acting(SYSTEM):
        assert (MembershipChange.objects.count(), Vacancy.objects.count(), CheckNotice.objects.count()) == (1, 1, 1)


def test_the_person_is_told_in_writing_with_the_days_to_object(own):
    check = approved(own)

    with acting(SYSTEM):
        told = objections.told_of(check)
    # 21 working days after 9 November 2026
    assert (told.told_on, told.answer_days, told.object_until >= date(2026, 12, 8)) == (TODAY, 10, True)
    assert "TL-14" in told.text
    assert "21 hari kerja" in told.text
    assert "perlu diverifikasi" in told.basis


def test_nothing_is_told_where_nothing_was_decided(own):
    check = said_unfit(own)

    with acting(SYSTEM):
        assert objections.told_of(check) is None


def test_the_letter_is_handed_over_once(own):
    check = approved(own)
    objections.hand_over(check=check, to="Sulastri", on=TODAY, by=OPERATOR, at=AT)

    again = objections.hand_over(check=check, to="Orang lain", on=TODAY, by=OPERATOR, at=LATER)

    assert (again.handed_to, again.handed_on) == ("Sulastri", TODAY)


@pytest.mark.parametrize(
    ("to", "on", "told"), [("", TODAY, "siapa"), ("Sulastri", TODAY - timedelta(days=1), "antara")]
)
def test_a_hand_over_names_somebody_and_a_possible_day(own, to, on, told):
    check = approved(own)

    with pytest.raises(Refused, match=told):
        objections.hand_over(check=check, to=to, on=on, by=OPERATOR, at=AT)


@pytest.mark.parametrize(
    "bad",
    [
        {"state": "ENTAH"},
        {"month": date(2026, 11, 2)},
        {"state": "LAYAK", "checked_on": None},
        {"state": "USUL_TIDAK_LAYAK", "checked_on": TODAY, "reason": "a", "evidence": "b"},
        {"state": "DISETUJUI_TIDAK_LAYAK", "reason_code": "TL-14", "reason": "a", "evidence": "b"},
        {"proposed_at": AT},
        {"found": [{"code": "TL-15"}]},
    ],
    ids=lambda bad: "_".join(bad),
)
def test_the_database_keeps_a_check_whole(own, bad):
    check = looked_at(own)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="check_"), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(**bad)


@pytest.mark.parametrize("month", [date(2026, 11, 1), date(2026, 12, 1)], ids=["same_month", "one_still_open"])
def test_the_database_keeps_one_check_a_month_and_one_open(own, month):
    check = looked_at(own)
    other = looked_at(a_recipient("SEMBAKO"))
    with acting(SYSTEM):
        Check.objects.filter(pk=other.pk).delete()

    with acting(SYSTEM), pytest.raises(IntegrityError, match="check_o"), transaction.atomic():
        Check.objects.create(
            enrolment=own, person=own.person, case_id=other.case_id, region_code=check.region_code, month=month
        )


@pytest.mark.parametrize("bad", [{"object_until": TODAY}, {"handed_on": TODAY}])
def test_the_database_keeps_what_was_told_whole(own, bad):
    check = approved(own)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="check_notice_"), transaction.atomic():
        CheckNotice.objects.filter(pk=check.pk).update(**bad)


def test_the_next_month_begins_anew(own):
    checks.find_fit(check=looked_at(own), on=TODAY, by=OPERATOR, at=AT)

    december = checks.look_at(enrolment_id=own.pk, by=OPERATOR, at=AT + timedelta(days=25))

    assert (december.month, december.state) == (date(2026, 12, 1), "DIPERIKSA")
