"""Doubles are looked for by the product's own linkage, judged by one, merged when another agrees, and parted again."""

from datetime import date

import pytest

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.padan.models import Pair, Search
from kesos.padan.queries import pairs
from kesos.padan.queries.pairs import Filters
from kesos.padan.services import judge as judging
from kesos.padan.services.doubles import find_doubles
from kesos.registry.models import Merge, Person
from kesos.workflow.models import Case
from tests.access.world import an_official
from tests.programmes.world import enrolled
from tests.registry.world import AT, NGRONGGO, a_family, a_nik, a_person

pytestmark = pytest.mark.django_db
OFFICE = Actor(user_id=21, name="Dinsos", grants=frozenset({("padan.run", "3571"), ("padan.view", "3571")}))


@pytest.fixture
def two():
    """One person twice in one house: with NIK, and without."""
    known = a_person("SITI MAEMUNAH", born=date(1961, 3, 17))
    double = a_person("SITI MAIMUNAH", born=date(1961, 3, 17), no_nik_reason="unknown")
    a_family(known, address="Jl. Kenanga 4", rt="002", rw="001")
    a_family(double, address="JL KENANGA NO 4", rt="2", rw="1")
    a_family(a_person("BAMBANG SUTRISNO", born=date(1970, 1, 30), sex="L"), address="Jl. Melati 9")
    return known, double


def found(area: str = "3571", by: Actor = OFFICE) -> Search:
    return find_doubles(area=area, by=by, at=AT)


def the_pair() -> Pair:
    with acting(SYSTEM):
        return Pair.objects.get()


def step(action, by, **more):
    return judging.judge(pair_id=the_pair().pk, action=action, by=by, at=AT, **more)


def paired(first: Person, second: Person) -> Pair:
    """As a search would have found them."""
    first, second = sorted((first, second), key=lambda person: person.pk)
    with acting(SYSTEM):
        return Pair.objects.create(
            first_id=first.pk, second_id=second.pk, first_region=first.region_id, second_region=second.region_id,
            probability=0.9991, is_certain=True, reasons="nama sama", mark=1, found_at=AT,
        )  # fmt: skip


@pytest.mark.requirement("J-30")
def test_a_double_is_found_once_with_its_reason_however_often_one_looks(two):
    known, double = two
    counts = [found().counts for _ in range(2)]

    pair = the_pair()
    assert (pair.first_id, pair.second_id) == (known.pk, double.pk)
    assert pair.probability > 0.95
    assert "tanggal lahir sama" in pair.reasons
    assert "NIK kosong" in pair.reasons
    assert [told["new"] for told in counts] == [1, 0]
    assert counts[0]["people"] == 3


def test_who_was_told_apart_is_not_asked_again_until_one_has_changed(two, operator):
    found()
    step("beda", operator)
    found()
    assert the_pair().state == "BERBEDA"

    with acting(SYSTEM):
        Person.objects.filter(pk=two[0].pk).update(full_name="SITI MAIMUNAH")
    found()
    pair = the_pair()
    assert (pair.state, pair.case_id) == ("TERBUKA", None)
    with acting(SYSTEM):
        assert Case.objects.get(flow="data_ganda").state == "SELESAI"


def test_who_is_alike_no_more_goes_from_the_bench(two):
    found()
    with acting(SYSTEM):
        Person.objects.filter(pk=two[1].pk).update(full_name="JOKO WIDAGDO", birth_date=date(1999, 1, 2), sex="L")
    found()
    with acting(SYSTEM):
        assert not Pair.objects.exists()


@pytest.mark.requirement("J-30", "J-54")
def test_one_judges_another_agrees_and_the_two_are_one(two, operator, supervisor):
    known, double = two
    found()
    step("sama", operator)
    with acting(SYSTEM):
        assert Person.objects.filter(pk=double.pk).exists()
    with pytest.raises(Refused):
        step("setujui", operator)
    step("setujui", supervisor)

    pair = the_pair()
    with acting(SYSTEM):
        assert (pair.state, pair.stays_id) == ("DIGABUNG", known.pk)
        assert not Person.objects.filter(pk=double.pk).exists()
        assert Merge.objects.get(pk=pair.merge_id).gone_id == double.pk
    assert found().counts["new"] == 0


def test_who_judged_does_not_agree(two):
    both = actor_for(an_official("wati", "SUPERVISOR", "3571").pk, at=AT)
    both = Actor(
        user_id=both.user_id, name=both.name, roles=both.roles | {"OP_DINSOS"},
        grants=both.grants | {("data_ganda.sama", "3571")},
    )  # fmt: skip
    found()
    step("sama", both)
    with pytest.raises(Refused):
        step("setujui", both)


def test_a_merge_is_parted_with_a_reason_and_they_stay_apart(two, operator, supervisor):
    found()
    step("sama", operator)
    step("setujui", supervisor)
    with pytest.raises(Refused):
        step("pisahkan", supervisor)
    step("pisahkan", supervisor, reason="Kakak beradik, KTP keduanya dilihat")

    assert the_pair().state == "BERBEDA"
    with acting(SYSTEM):
        assert Person.objects.filter(pk=two[1].pk).exists()
    found()
    assert the_pair().state == "BERBEDA"


def test_a_word_is_taken_back_as_long_as_nobody_was_touched(two, operator, supervisor):
    found()
    for action in ("sama", "beda"):
        step(action, operator)
        assert judging.undo(pair_id=the_pair().pk, by=operator, at=AT).state == "TERBUKA"
    step("sama", operator)
    step("setujui", supervisor)
    with pytest.raises(Refused, match="tidak dapat diurungkan"):
        judging.undo(pair_id=the_pair().pk, by=operator, at=AT)


def test_what_both_hold_is_told_to_who_judges(operator):
    known, double = a_person("SULASTRI"), a_person("SULASTRY")
    for person in (known, double):
        enrolled(a_family(person), person, "PBI-JK", unlisted_reason="warga rentan")
    pair = paired(known, double)

    with pytest.raises(Refused, match="Keduanya masih menerima PBI-JK"):
        judging.judge(pair_id=pair.pk, action="sama", by=operator, at=AT)
    assert the_pair().state == "TERBUKA"


def test_the_judge_chooses_who_stays_but_only_of_the_two(operator, supervisor):
    known, double = a_person("SULASTRI"), a_person("SULASTRY")
    pair = paired(known, double)
    with pytest.raises(Refused, match="salah satu dari keduanya"):
        judging.judge(pair_id=pair.pk, action="sama", by=operator, at=AT, stays=double.pk + 7)
    judging.judge(pair_id=pair.pk, action="sama", by=operator, at=AT, stays=double.pk)
    step("setujui", supervisor)
    with acting(SYSTEM):
        assert Person.objects.filter(pk=double.pk).exists()
        assert not Person.objects.filter(pk=known.pk).exists()


def test_a_pair_is_everybodys_whose_area_holds_one_of_them_and_nobody_elses(operator):
    here, there = a_person("SULASTRI"), a_person("SULASTRI", region=NGRONGGO)
    pair = paired(here, there)
    neighbour = actor_for(an_official("edi", "OP_DESA", NGRONGGO).pk, at=AT)
    far = actor_for(an_official("umi", "OP_DESA", "3571011001").pk, at=AT)

    for actor in (operator, neighbour):
        with acting(actor):
            assert pairs.one(actor, pair.pk)
            assert pairs.place_of(actor, Filters(), pair) == (0, 1)
    with acting(far):
        assert not Pair.objects.exists()
        assert pairs.page(far, Filters()) == []
    with pytest.raises(NotFound):
        judging.judge(pair_id=pair.pk, action="beda", by=far, at=AT)
    with pytest.raises(NotFound):
        judging.undo(pair_id=pair.pk, by=far, at=AT)


def test_who_has_a_say_over_one_of_them_only_does_not_merge(operator):
    here, there = a_person("SULASTRI"), a_person("SULASTRI", region="3506152010")
    pair = paired(here, there)
    judging.judge(pair_id=pair.pk, action="sama", by=operator, at=AT)
    half = actor_for(an_official("ratna", "SUPERVISOR", "3571").pk, at=AT)
    with pytest.raises(Refused, match="di luar wilayah Anda"):
        judging.judge(pair_id=pair.pk, action="setujui", by=half, at=AT)


def test_a_search_is_for_who_may_and_in_their_area(operator):
    with pytest.raises(NotAllowed):
        found(by=operator)
    with pytest.raises(NotAllowed):
        found("3506")


def test_a_place_without_people_has_no_pairs():
    assert found().counts == {"people": 0, "pairs": 0, "gone": 0, "changed": 0, "new": 0}


def test_a_merged_pair_whose_other_was_merged_elsewhere_says_so(operator, supervisor):
    first, second, third = a_person("SULASTRI"), a_person("SULASTRY"), a_person("SULASTRIE", nik=a_nik())
    one, other = paired(first, second), paired(second, third)
    for pair in (one, other):
        judging.judge(pair_id=pair.pk, action="sama", by=operator, at=AT)
    judging.judge(pair_id=one.pk, action="setujui", by=supervisor, at=AT)

    with pytest.raises(Refused, match="sudah digabung"):
        judging.judge(pair_id=other.pk, action="setujui", by=supervisor, at=AT)
