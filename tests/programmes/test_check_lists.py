"""The list of recipients, many found fit at once, what rules propose, criteria, companions."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.models import Check, CriteriaThreshold, FieldNote
from kesos.programmes.queries import check_pages, criteria, field_notes
from kesos.programmes.queries import checks as lists
from kesos.programmes.queries.checks import Filters
from kesos.programmes.services import check_proposals, checks
from kesos.programmes.services import field_notes as notes
from kesos.registry.models import Decile, FamilyVisit, PersonVisit, Reach
from tests.access.world import a_grant, a_user
from tests.programmes.checking import (
    HOLDER,
    LATER,
    MONTH,
    NEXT_OPERATOR,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    UNFIT,
    a_companion,
    agreed,
    given,
    looked_at,
    of,
    said_unfit,
    state,
    with_papers,
)
from tests.programmes.world import (
    ADMIN,
    AT,
    BAWANG,
    KEDIRI,
    NGRONGGO,
    TODAY,
    a_listed_family,
    a_recipient,
    died,
    enrolled,
    state_of,
)
from tests.registry.world import a_source

pytestmark = pytest.mark.django_db
ALL = Filters(MONTH)


def seen(actor, filters=ALL, **more) -> list[int]:
    with acting(actor):
        return [row.id for row in lists.page(actor, filters, today=TODAY, **more)]


def too_rich(recipient) -> None:
    with acting(SYSTEM):
        Decile.objects.create(family=recipient.family, release="2026-4", decile=9, as_sent="9", source=a_source())


def a_threshold(least: int, region: str = KEDIRI) -> None:
    with acting(SYSTEM):
        CriteriaThreshold.objects.create(
            region_id=region, least=least, basis="Perwali contoh", valid_from=date(2026, 1, 1)
        )


def visited(recipient, **answers):
    with acting(SYSTEM):
        visit = FamilyVisit.objects.create(
            family=recipient.family, source=a_source(), recorded_at=AT, survey_date=date(2026, 10, 5), **answers
        )
        return visit


@pytest.mark.requirement("K-12")
def test_an_operator_sees_every_recipient_of_the_kelurahan_by_name_checked_or_not():
    second, first = a_recipient("PBI-JK", name="YATEMI"), a_recipient("PBI-JK", name="ARIFAH")
    a_recipient("PBI-JK", name="BUDIYAH", region=NGRONGGO)
    looked_at(second)

    with acting(OPERATOR):
        rows = lists.page(OPERATOR, ALL, today=TODAY)

    assert [(row.id, row.state) for row in rows] == [(first.pk, "BELUM_DIPERIKSA"), (second.pk, "DIPERIKSA")]


def test_the_pages_of_a_kelurahan_join_without_gap_or_double():
    made = [a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI", "CICI")]

    first = seen(OPERATOR, limit=2)
    second = seen(OPERATOR, after=first[-1], limit=2)

    assert first + second == [each.pk for each in made]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"state": "BELUM_DIPERIKSA"}, ["ANI"]),
        ({"state": "LAYAK"}, ["BENI"]),
        ({"programme": "PKH"}, ["BENI"]),
        ({"text": "an"}, ["ANI"]),
        ({"text": "%"}, []),
        ({"without_photo": True}, ["BENI"]),
        ({"proposed": True}, []),
    ],
    ids=lambda value: str(value),
)
def test_the_list_is_narrowed(narrowed, found):
    ani, beni = a_recipient("PBI-JK", name="ANI"), a_recipient("PKH", name="BENI")
    visited(ani, photo_front="5f0b2f5e-53a8-4a6f-8a3b-0c9c0f0a0001")
    checks.find_fit(check=looked_at(beni), on=TODAY, by=OPERATOR, at=AT)
    names = {ani.pk: "ANI", beni.pk: "BENI"}

    rows = seen(OPERATOR, Filters(MONTH, **narrowed))

    assert [names[row] for row in rows] == found


def test_a_city_shows_what_was_begun_newest_first_and_finds_others_by_name():
    one, two, other = (a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI", "SURYATI"))
    looked_at(one)
    looked_at(two)

    assert seen(SUPERVISOR) == [two.pk, one.pk]
    assert seen(SUPERVISOR, limit=1, after=two.pk) == [one.pk]
    assert seen(SUPERVISOR, Filters(MONTH, state="LAYAK")) == []
    assert seen(SUPERVISOR, Filters(MONTH, text="suryati")) == [other.pk]
    assert seen(SUPERVISOR, Filters(MONTH, place=BAWANG)) == [one.pk, two.pk, other.pk]


def test_the_next_kelurahan_sees_none_of_it():
    own = a_recipient("PBI-JK")
    looked_at(own)

    assert seen(NEXT_OPERATOR) == seen(NEXT_OPERATOR, Filters(MONTH, place=BAWANG)) == []
    with acting(NEXT_OPERATOR):
        assert lists.progress(NEXT_OPERATOR, BAWANG, month=MONTH) == []
        assert not Check.objects.exists()


def test_progress_is_counted_by_kelurahan():
    one, two, _ = (a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI", "CICI"))
    a_recipient("PBI-JK", region=NGRONGGO)
    checks.find_fit(check=looked_at(one), on=TODAY, by=OPERATOR, at=AT)
    said_unfit(two)

    with acting(SUPERVISOR):
        told = lists.progress(SUPERVISOR, "", month=MONTH)

    assert [(t.region_code, t.recipients, t.decided, t.waiting) for t in told] == [
        (NGRONGGO, 1, 0, 0),
        (BAWANG, 3, 2, 1),
    ]


@pytest.mark.requirement("K-14")
def test_many_are_found_fit_at_once():
    made = [a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI")]
    looked_at(made[0])

    told = checks.pass_many(enrolments=[each.pk for each in made], by=OPERATOR, at=AT)

    assert (sorted(told.passed), told.refused) == ([each.pk for each in made], {})
    assert [state(each) for each in made] == ["LAYAK", "LAYAK"]


def test_passed_twice_nothing_changes():
    own = a_recipient("PBI-JK")
    checks.pass_many(enrolments=[own.pk], by=OPERATOR, at=AT)

    again = checks.pass_many(enrolments=[own.pk], by=OPERATOR, at=LATER)

    assert (again.passed, list(again.refused), of(own).checked_on) == ([], [own.pk], TODAY)


def test_whom_a_rule_found_something_about_is_never_passed_with_others():
    rich, plain = a_recipient("PKH", name="KAYA"), a_recipient("PBI-JK", name="BIASA")
    too_rich(rich)

    told = checks.pass_many(enrolments=[rich.pk, plain.pk], by=OPERATOR, at=AT)

    assert (told.passed, told.refused) == ([plain.pk], {rich.pk: checks.ONE_BY_ONE})
    assert of(rich) is None


def test_those_of_the_next_kelurahan_are_left_out_of_an_act_on_many():
    own, other = a_recipient("PBI-JK"), a_recipient("PBI-JK", region=NGRONGGO)

    told = checks.pass_many(enrolments=[own.pk, other.pk], by=OPERATOR, at=AT)

    assert (told.passed, told.refused, of(other)) == ([own.pk], {}, None)


def test_who_may_see_but_not_decide_passes_nobody():
    own = a_recipient("PBI-JK")

    told = checks.pass_many(enrolments=[own.pk], by=SUPERVISOR, at=AT)

    assert (told.passed, list(told.refused), of(own)) == ([], [own.pk], None)


@pytest.mark.requirement("K-32")
def test_a_rule_proposes_and_decides_nothing():
    rich, plain = a_recipient("PKH", name="KAYA"), a_recipient("PBI-JK", name="BIASA")
    too_rich(rich)

    told = check_proposals.propose_slice(after=0, at=AT)

    found = of(rich)
    assert (told.looked_at, told.proposed, of(plain), state_of(rich)) == (2, 1, None, "AKTIF")
    assert (found.state, found.proposed_at, found.found[0]["code"]) == ("BELUM_DIPERIKSA", AT, "TL-15")
    assert found.found[0]["source"]
    assert found.found[0]["on"] == "2026-11-09"
    assert seen(OPERATOR, Filters(MONTH, proposed=True)) == [rich.pk]


def test_asked_again_a_rule_proposes_nobody_twice():
    too_rich(a_recipient("PKH"))
    check_proposals.propose_slice(after=0, at=AT)

    again = check_proposals.propose_slice(after=0, at=LATER)

    with acting(SYSTEM):
        assert (again.proposed, Check.objects.count()) == (0, 1)


def test_slices_go_on_where_the_last_one_ended():
    for name in ("ANI", "BENI", "CICI"):
        too_rich(a_recipient("PKH", name=name))

    first = check_proposals.propose_slice(after=0, at=AT, most=2)
    second = check_proposals.propose_slice(after=first.last, at=AT, most=2)

    assert (first.proposed, second.proposed, second.last) == (2, 1, None)


def test_the_dead_are_not_proposed():
    own = a_recipient("PKH")
    too_rich(own)
    died(own.person)

    assert check_proposals.propose_slice(after=0, at=AT).proposed == 0


def test_a_persons_own_membership_is_no_second_one_but_a_second_is():
    family, mother = a_listed_family()
    _aunt, _ = a_listed_family("BIBI")
    own = enrolled(family, mother, "PKH")
    with acting(SYSTEM):
        assert check_pages.found_by_rules([own.pk], on=TODAY) == {}

    child = family.memberships.model.objects
    with acting(SYSTEM):
        other = child.filter(family=family).exclude(person=mother).get().person
    enrolled(family, other, "PKH")

    with acting(SYSTEM):
        found = check_pages.found_by_rules([own.pk], on=TODAY)[own.pk]
    assert [each.code for each in found] == ["GANDA"]


def test_criteria_without_a_visit_are_all_unknown():
    own = a_recipient("PKH")

    with acting(SYSTEM):
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert (weighed.met, weighed.unknown, weighed.visited_on, weighed.below) == (0, 8, None, False)


def test_without_a_place_to_live_no_further_criterion_is_asked():
    own = a_recipient("PKH")
    visited(own, has_dwelling=False, floor_type="2")
    a_threshold(8)

    with acting(SYSTEM):
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert (weighed.at_once, weighed.below) == (True, False)


@pytest.mark.parametrize(
    ("answers", "code", "met"),
    [
        ({"floor_type": "8"}, "FM-E", True),
        ({"floor_type": "2"}, "FM-E", False),
        ({"wall_type": "4"}, "FM-F", True),
        ({"wall_type": "1"}, "FM-F", None),
        ({"toilet_facility": "6"}, "FM-G", True),
        ({"toilet_facility": "1"}, "FM-G", False),
        ({"power_source": "4"}, "FM-H", True),
        ({"power_source": "1", "power_va_1": "1"}, "FM-H", True),
        ({"power_source": "1", "power_va_1": "3"}, "FM-H", False),
        ({"power_source": "2"}, "FM-H", None),
        ({"food_insecure_12m": True}, "FM-B", True),
        ({"food_spend": 600, "total_spend": 1000}, "FM-C", True),
        ({"food_spend": 500, "total_spend": 1000}, "FM-C", False),
        ({"food_spend": 500}, "FM-C", None),
        ({"clothes_spend_12m": 0}, "FM-D", True),
        ({"clothes_spend_12m": 5}, "FM-D", False),
        ({"has_dwelling": True}, "FM-0", False),
    ],
    ids=lambda value: str(value),
)
def test_each_criterion_is_met_or_not_or_not_known(answers, code, met):
    own = a_recipient("PKH")
    visited(own, **answers)

    with acting(SYSTEM):
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert {each.code: each.met for each in weighed.criteria}[code] is met


def test_whether_the_head_works_is_asked_of_the_head():
    own = a_recipient("PKH")
    visit = visited(own)
    with acting(SYSTEM):
        PersonVisit.objects.create(person=own.person, visit=visit, worked="2", source=a_source(), recorded_at=AT)
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert {each.code: each.met for each in weighed.criteria}["FM-A"] is True


WELL_OFF = {
    "has_dwelling": True, "food_insecure_12m": False, "food_spend": 400, "total_spend": 1000, "clothes_spend_12m": 900,
    "floor_type": "2", "toilet_facility": "1", "power_source": "1", "power_va_1": "3",
}  # fmt: skip


def test_below_the_threshold_of_the_place_a_rule_proposes():
    own = a_recipient("PBI-JK")
    visited(own, **WELL_OFF)
    a_threshold(3)

    check_proposals.propose_slice(after=0, at=AT)

    said = of(own).found[0]
    assert (said["code"], said["source"], said["on"]) == ("FM", "Kepmensos 262/HUK/2022", "2026-10-05")
    assert "Batas di sini 3 kriteria" in said["sentence"]


def test_without_a_threshold_people_alone_weigh_the_criteria():
    own = a_recipient("PBI-JK")
    visited(own, **WELL_OFF)

    told = check_proposals.propose_slice(after=0, at=AT)

    with acting(SYSTEM):
        assert "musyawarah yang menilai" in criteria.of_recipients([own.pk], on=TODAY)[own.pk].told
    assert told.proposed == 0


def test_what_is_not_known_may_still_be_met():
    own = a_recipient("PBI-JK")
    visited(own, floor_type="2")
    a_threshold(3)

    assert check_proposals.propose_slice(after=0, at=AT).proposed == 0


def test_an_administrator_sets_a_threshold_and_the_earlier_one_ends():
    able = ADMIN.__class__(
        user_id=401, name="Admin", grants=ADMIN.grants | {("setting.manage", KEDIRI)}, roles=ADMIN.roles
    )
    a_threshold(3)

    check_proposals.set_threshold(
        region_code=KEDIRI, least=4, basis="Perwali baru", valid_from=date(2027, 1, 1), by=able, at=AT
    )

    with acting(SYSTEM):
        kept = list(CriteriaThreshold.objects.order_by("valid_from").values_list("least", "valid_to"))
    assert kept == [(3, date(2026, 12, 31)), (4, None)]


@pytest.mark.parametrize(
    "bad",
    [{"region_code": "35"}, {"least": 9}, {"least": 0}, {"basis": " "}, {"valid_from": date(2026, 1, 1)}],
    ids=lambda bad: "_".join(bad),
)
def test_a_threshold_that_makes_no_sense_is_refused(bad):
    able = ADMIN.__class__(user_id=401, name="Admin", grants=frozenset({("setting.manage", KEDIRI)}))
    told = {"region_code": KEDIRI, "least": 3, "basis": "Perwali", "valid_from": date(2027, 1, 1)} | bad

    with pytest.raises(Refused):
        check_proposals.set_threshold(**told, by=able, at=AT)

    with acting(SYSTEM):
        assert not CriteriaThreshold.objects.exists()


@pytest.mark.parametrize(
    "bad", [{"least": 9}, {"basis": ""}, {"valid_to": date(2020, 1, 1)}], ids=lambda bad: "_".join(bad)
)
def test_the_database_keeps_a_threshold_whole(bad):
    a_threshold(3)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="criteria_threshold_"), transaction.atomic():
        CriteriaThreshold.objects.update(**bad)


def test_two_thresholds_never_hold_on_one_day():
    a_threshold(3)

    with pytest.raises(IntegrityError, match="one_a_day"), transaction.atomic():
        a_threshold(4)


@pytest.mark.requirement("K-18")
def test_a_companion_sees_the_given_recipients_and_nobody_else():
    own = a_recipient("PKH", name="DAMPINGAN")
    a_recipient("PKH", name="LAIN")
    given(own.person)

    assert seen(a_companion()) == [own.pk]
    assert seen(a_companion(holder="assignment:8")) == []


@pytest.mark.requirement("K-18")
def test_a_companion_looks_and_proposes_and_the_office_approves():
    own = a_recipient("PBI-JK")
    given(own.person)
    companion = a_companion()
    check = with_papers(looked_at(own, companion), companion)

    found = checks.find_unfit(check=check, on=TODAY, by=companion, at=AT, **UNFIT)
    checks.weigh(check=found, action="setujui", by=SUPERVISOR, at=AT)

    assert state(own) == "MENUNGGU_PENGESAHAN"


def test_a_companion_finds_nobody_fit():
    own = a_recipient("PBI-JK")
    given(own.person)
    companion = a_companion()

    with pytest.raises(Refused):
        checks.find_fit(check=looked_at(own, companion), on=TODAY, by=companion, at=AT)

    assert state(own) == "DIPERIKSA"


def test_somebody_elses_families_are_not_found_by_a_companion():
    own = a_recipient("PBI-JK")
    given(own.person, holder="assignment:8")

    with pytest.raises(NotFound):
        looked_at(own, a_companion())


@pytest.mark.requirement("K-18")
def test_a_companion_asks_the_office_and_is_answered():
    own = a_recipient("PBI-JK")
    given(own.person)
    asked = notes.write(enrolment_id=own.pk, text="KK perlu diperbarui", kind="to_office", by=a_companion(), at=AT)
    with acting(OFFICE):
        assert [each.pk for each in field_notes.tasks(OFFICE)] == [asked.pk]

    notes.answer(note_id=asked.pk, text="Sudah diperbarui", by=OFFICE, at=LATER)

    with acting(a_companion()):
        assert field_notes.tasks(a_companion()) == []
        assert FieldNote.objects.get(pk=asked.pk).answer == "Sudah diperbarui"


def test_an_office_gives_a_companion_a_task():
    own = a_recipient("PBI-JK")
    given(own.person)

    made = notes.write(enrolment_id=own.pk, text="Tolong kunjungi", kind="to_companion", by=OFFICE, at=AT)

    with acting(a_companion()):
        assert [each.pk for each in field_notes.tasks(a_companion())] == [made.pk]


def test_nobody_answers_a_task_of_their_own():
    own = a_recipient("PBI-JK")
    made = notes.write(enrolment_id=own.pk, text="Tolong kunjungi", kind="to_companion", by=OFFICE, at=AT)

    with pytest.raises(NotAllowed):
        notes.answer(note_id=made.pk, text="Sudah", by=OFFICE, at=LATER)


@pytest.mark.parametrize("bad", [{"text": " "}, {"kind": "perintah"}])
def test_an_empty_note_is_refused(bad):
    own = a_recipient("PBI-JK")

    with pytest.raises(Refused):
        notes.write(**({"enrolment_id": own.pk, "text": "a", "kind": "note"} | bad), by=OPERATOR, at=AT)


def test_a_note_on_somebody_of_the_next_kelurahan_is_not_written():
    own = a_recipient("PBI-JK")

    with pytest.raises(NotFound):
        notes.write(enrolment_id=own.pk, text="a", kind="note", by=NEXT_OPERATOR, at=AT)


@pytest.mark.parametrize(
    "bad", [{"kind": "perintah"}, {"text": ""}, {"done_at": AT}, {"answer": "ya"}], ids=lambda bad: "_".join(bad)
)
def test_the_database_keeps_a_note_whole(bad):
    own = a_recipient("PBI-JK")
    made = notes.write(enrolment_id=own.pk, text="a", kind="note", by=OPERATOR, at=AT)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="field_note_"), transaction.atomic():
        FieldNote.objects.filter(pk=made.pk).update(**bad)


@pytest.fixture
def tri():
    user = a_user("tri")
    a_grant(user, "PENDAMPING", BAWANG, holder=HOLDER)
    return user


@pytest.mark.requirement("K-18")
def test_families_of_an_rw_are_given_to_a_companion_in_one_act(tri):
    near, far = a_recipient("PKH", name="DEKAT"), a_recipient("PKH", name="JAUH")
    a_listed_family("TANPA BANTUAN")
    with acting(SYSTEM):
        type(near.family).objects.filter(pk=near.family_id).update(rw="003", updated_at=AT)
        type(near.family).objects.filter(pk=far.family_id).update(rw="004", updated_at=AT)

    told = notes.assign(holder=HOLDER, village=BAWANG, rw="3", by=OFFICE, at=AT)

    assert (told.families, told.people, seen(a_companion())) == (1, 2, [near.pk])


def test_a_check_begun_before_goes_along_with_its_family(tri):
    own = a_recipient("PKH")
    check = looked_at(own)
    notes.assign(holder=HOLDER, village=BAWANG, by=OFFICE, at=AT)
    companion = a_companion()
    with_papers(check, companion)

    found = checks.find_unfit(check=check, on=TODAY, by=companion, at=AT, **UNFIT)

    assert found.state == "USUL_TIDAK_LAYAK"


def test_given_again_nothing_changes_and_given_to_another_the_first_one_has_them_no_more(tri):
    other = a_user("ani")
    a_grant(other, "PENDAMPING", BAWANG, holder="assignment:8")
    own = a_recipient("PKH")
    notes.assign(holder=HOLDER, village=BAWANG, by=OFFICE, at=AT)

    again = notes.assign(holder=HOLDER, village=BAWANG, by=OFFICE, at=AT)
    notes.assign(holder="assignment:8", village=BAWANG, by=OFFICE, at=AT)

    with acting(SYSTEM):
        open_now = set(Reach.objects.filter(to_on=None).values_list("holder", flat=True))
    assert (again.people, open_now, seen(a_companion(holder="assignment:8"))) == (0, {"assignment:8"}, [own.pk])


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"holder": "assignment:99"}, "pendamping"),
        ({"rw": "77"}, "Tidak ada keluarga"),
        ({"village": "3506"}, "Kelurahan"),
        ({"village": "3506010001"}, "Kelurahan"),
    ],
    ids=["no_companion", "nobody_there", "no_village", "elsewhere"],
)
def test_an_assignment_that_makes_no_sense_is_refused(tri, told, why):
    a_recipient("PKH")

    with pytest.raises(Refused, match=why):
        notes.assign(**({"holder": HOLDER, "village": BAWANG} | told), by=OFFICE, at=AT)

    with acting(SYSTEM):
        assert not Reach.objects.exists()


def test_an_operator_assigns_nobody(tri):
    a_recipient("PKH")

    with pytest.raises(NotFound):
        notes.assign(holder=HOLDER, village=BAWANG, by=OPERATOR, at=AT)


@pytest.mark.parametrize("width", ["village", "reach", "city", "country"])
def test_every_page_reads_an_index_and_never_all_people(width):
    own = a_recipient("PBI-JK")
    given(own.person)
    looked_at(own)
    country = SUPERVISOR.__class__(user_id=9, name="Pusat", grants=frozenset({("eligibility.view", "")}))
    actor = {"village": OPERATOR, "reach": a_companion(), "city": SUPERVISOR, "country": country}[width]
    statement, told = lists._statement(actor, ALL, today=TODAY, after=0, limit=50)

    with acting(actor), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {statement}", told)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    # of tables of three rows one index is as good as another: what must not be is that all people are read
    assert "Seq Scan on registry_person" not in plan
    assert "Seq Scan on registry_enrolment" not in plan
    assert "Seq Scan on programmes_check" not in plan


def test_what_an_earlier_month_left_open_is_still_shown():
    own = a_recipient("PBI-JK")
    agreed(own)

    with acting(OPERATOR):
        (row,) = lists.page(OPERATOR, Filters(date(2026, 12, 1)), today=TODAY + timedelta(days=30))

    assert (row.state, row.month) == ("MENUNGGU_PENGESAHAN", MONTH)
