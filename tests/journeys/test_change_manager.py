"""The manager or head has died: another adult of the same card takes over, with two people agreeing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.journeys.models import ManagerChange
from kesos.journeys.queries import managers
from kesos.journeys.services import apply
from kesos.journeys.services.change_manager import propose_manager, take_step
from kesos.programmes.models import Vacancy
from kesos.programmes.services import memberships
from kesos.registry.models import Enrolment, Membership, Person
from kesos.workflow import queries as workflow
from kesos.workflow import services as workflow_services
from tests.journeys.world import (
    AT,
    a_correction,
    a_death,
    aid,
    arrive,
    enrolled,
    official,
)
from tests.proposals.visiting import visit
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
CLERK = official("OP_DESA", "3571031009", 101, "programme.view")
OTHER_CLERK = official("OP_DESA", "3571031009", 103, "programme.view")
NEXT_CLERK = official("OP_DESA", "3571031001", 102, "programme.view")
CHECKER = official("SUPERVISOR", "3571", 201, "programme.view")
BOTH = official("SUPERVISOR", "3571", 101, "programme.view")


def a_widow(*others: Person) -> tuple[Enrolment, Person, Person]:
    """The membership of a family whose father, its manager, has died."""
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI", born=date(1972, 1, 1))
    held = enrolled(father, family=a_family(father, mother, *others))
    arrive(a_death(father))
    return held, father, mother


def named(held: Enrolment, person: Person | None, *, by=CLERK, **more) -> ManagerChange:
    key = person.pk if person else None
    return propose_manager(enrolment_id=held.pk, person_id=key, by=by, at=AT, **more)


def step(held: Enrolment, action: str, *, by=CHECKER, **more) -> ManagerChange:
    return take_step(enrolment_id=held.pk, action=action, by=by, at=AT, **more)


def state(word: ManagerChange) -> str:
    with acting(SYSTEM):
        return ManagerChange.objects.select_related("case").get(pk=word.pk).case.state


def seen(by) -> int:
    with acting(by):
        return managers.unnamed(by)


def vacancies(held: Enrolment) -> int:
    with acting(SYSTEM):
        return Vacancy.objects.filter(enrolment=held, outcome="").count()


@pytest.mark.requirement("K-21")
def test_the_family_waits_for_another_manager_and_is_active_again_when_both_agree():
    held, _, mother = a_widow()
    waits = aid(held)

    word = named(held, mother)
    between = aid(held), [row.id for row in workflow.waiting(CHECKER, at=AT, flow="ganti_pengurus")]
    step(held, "setujui")

    assert (waits, between) == ("NONAKTIF_MENINGGAL", ("NONAKTIF_MENINGGAL", [word.case_id]))
    with acting(SYSTEM):
        now = Enrolment.objects.get(pk=held.pk)
        assert (now.state, now.person_id, now.to_on) == ("AKTIF", mother.pk, None)
        assert Membership.objects.get(person=mother, left_on=None).relation == 1
        assert ManagerChange.objects.get(pk=word.pk).ended_at == AT
    assert (state(word), vacancies(held)) == ("DISETUJUI", 0)


def test_the_supervisor_has_no_task_before_somebody_is_named():
    a_widow()

    assert [row.flow for row in workflow.waiting(CHECKER, at=AT)] == []


def test_the_death_of_a_head_who_was_not_the_manager_makes_the_familys_aid_wait_as_well():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    held = enrolled(mother, family=a_family(father, mother))

    arrive(a_death(father))

    assert aid(held) == "NONAKTIF_MENINGGAL"


def test_a_manager_who_outlives_the_head_keeps_the_place_and_is_confirmed():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI", born=date(1972, 1, 1))
    held = enrolled(mother, family=a_family(father, mother, a_person("BUDI", sex="L", born=date(2015, 5, 5))))
    arrive(a_death(father))
    kept = vacancies(held)

    named(held, mother)
    step(held, "setujui")

    assert (kept, aid(held)) == (0, "AKTIF")


def test_a_child_or_somebody_of_another_card_does_not_take_over():
    child = a_person("BUDI", sex="L", born=date(2015, 5, 5))
    held, father, _ = a_widow(child)

    for wrong in (child, a_person("TETANGGA"), father):
        with pytest.raises(Refused, match="orang dewasa") as told, transaction.atomic():
            named(held, wrong)
        assert told.value.code == "not_eligible"

    with acting(SYSTEM):
        assert not ManagerChange.objects.exists()
    assert aid(held) == "NONAKTIF_MENINGGAL"


def test_who_already_holds_the_programme_does_not_take_over():
    aunt = a_person("WAGINI", born=date(1980, 1, 1))
    held, _, mother = a_widow(aunt)
    enrolled(aunt)

    with acting(SYSTEM):
        found = [key for key, _ in managers.eligible(held.pk, at=AT)]

    assert found == [mother.pk]


def test_without_another_adult_the_place_is_free():
    father, child = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("BUDI", born=date(2015, 5, 5))
    held = enrolled(father, family=a_family(father, child))

    arrive(a_death(father))

    assert vacancies(held) == 1
    with pytest.raises(Refused, match="tidak menunggu pengurus baru"):
        named(held, child)


def test_the_same_word_again_changes_nothing_and_another_one_is_refused_until_it_is_taken_back():
    daughter = a_person("SITI", born=date(1999, 1, 1))
    held, _, mother = a_widow(daughter)
    word = named(held, mother)

    again = named(held, mother)
    with pytest.raises(Refused, match="Tarik dahulu") as told, transaction.atomic():
        named(held, daughter, by=OTHER_CLERK)

    assert (again.pk, told.value.code) == (word.pk, "manager_proposed")


@pytest.mark.parametrize("by", [CLERK, OTHER_CLERK], ids=["the same operator", "a colleague"])
def test_a_word_taken_back_before_the_supervisor_agrees_gives_way_to_another(by):
    daughter = a_person("SITI", born=date(1999, 1, 1))
    held, _, mother = a_widow(daughter)
    first = named(held, mother)

    step(held, "tarik", by=CLERK)
    second = named(held, daughter, by=by)
    step(held, "setujui")

    with acting(SYSTEM):
        assert Enrolment.objects.get(pk=held.pk).person_id == daughter.pk
    assert (state(first), state(second)) == ("DITARIK", "DISETUJUI")


def test_after_the_supervisor_agreed_nothing_is_taken_back():
    held, _, mother = a_widow()
    named(held, mother)
    step(held, "setujui")

    with pytest.raises(Refused):
        step(held, "tarik", by=CLERK)

    assert aid(held) == "AKTIF"


def test_the_supervisor_turns_it_down_with_a_reason_and_the_kelurahan_reads_it():
    held, _, mother = a_widow()
    word = named(held, mother)

    with pytest.raises(Refused), transaction.atomic():
        step(held, "tolak")
    step(held, "tolak", reason="KK-nya belum diperbarui")

    assert (state(word), aid(held)) == ("DITOLAK", "NONAKTIF_MENINGGAL")
    assert "KK-nya belum diperbarui" in visit(CLERK, f"/penerima/{held.pk}/")


def test_whoever_named_does_not_agree_and_others_may_neither():
    held, _, mother = a_widow()
    named(held, mother)

    for other, code in ((BOTH, "same_person"), (OTHER_CLERK, "not_allowed")):
        with pytest.raises(Refused) as told, transaction.atomic():
            step(held, "setujui", by=other)
        assert told.value.code == code
    with pytest.raises(NotFound):
        step(held, "setujui", by=NEXT_CLERK)
    with pytest.raises(Refused) as told:
        step(held, "tarik", by=CHECKER)

    assert (told.value.code, aid(held)) == ("not_allowed", "NONAKTIF_MENINGGAL")


def test_without_a_word_of_the_kelurahan_neither_half_of_the_agreement_counts():
    held, _, mother = a_widow()

    told = [
        memberships.move(
            action="ganti_pengurus", enrolments=[held.pk], by=by, at=AT, papers={"pengganti_dalam_kk": str(mother.pk)}
        )
        for by in (CLERK, CHECKER)
    ]

    assert [each.codes[held.pk] for each in told] == ["guard", "guard"]
    assert aid(held) == "NONAKTIF_MENINGGAL"


def test_who_died_between_the_two_words_does_not_take_over():
    held, _, mother = a_widow(a_person("SITI", born=date(1999, 1, 1)))
    named(held, mother)
    arrive(a_death(mother))

    with pytest.raises(Refused, match="tidak memenuhi syarat lagi"):
        step(held, "setujui")

    assert aid(held) == "NONAKTIF_MENINGGAL"


def test_that_nobody_can_take_over_needs_a_reason_and_opens_the_place():
    held, _, _ = a_widow()

    with pytest.raises(Refused, match="Tulis mengapa"), transaction.atomic():
        named(held, None, reason=" ya ")
    word = named(held, None, reason="Ibunya bekerja di luar negeri")
    between = vacancies(held)
    step(held, "setujui")

    with acting(SYSTEM):
        vacancy = Vacancy.objects.get(enrolment=held)
    assert (between, vacancy.outcome, vacancy.why) == (0, "", "NONAKTIF_MENINGGAL")
    assert (state(word), aid(held)) == ("DISETUJUI", "NONAKTIF_MENINGGAL")


def test_a_correction_of_the_death_makes_the_word_void():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    held = enrolled(father, family=a_family(father, mother))
    death = a_death(father)
    arrive(death)
    word = named(held, mother)

    arrive(a_correction(death))

    with acting(SYSTEM):
        now = Enrolment.objects.get(pk=held.pk)
    assert (state(word), now.state, now.person_id) == ("GUGUR", "AKTIF", father.pk)
    assert apply.apply_waiting(at=AT).seen == 0


def test_the_next_kelurahan_neither_sees_what_waits_nor_names_anybody():
    held, father, mother = a_widow()

    shown, there = visit(CLERK, "/penerima/ganti-pengurus/"), visit(NEXT_CLERK, "/penerima/ganti-pengurus/")

    assert father.full_name in shown
    assert father.full_name not in there
    with pytest.raises(NotFound):
        named(held, mother, by=NEXT_CLERK)
    assert visit(NEXT_CLERK, f"/penerima/{held.pk}/pengurus/", {"pengurus": str(mother.pk)}).status == 404
    assert visit(NEXT_CLERK, f"/penerima/{held.pk}/pengurus/langkah/", {"langkah": "setujui"}).status == 404


def test_the_operator_names_on_the_screen_and_the_supervisor_decides_there():
    held, father, mother = a_widow()
    page = f"/penerima/{held.pk}/"

    start = visit(CLERK, page)
    nobody = visit(CLERK, f"{page}pengurus/", {})
    visit(CLERK, f"{page}pengurus/", {"pengurus": str(mother.pk)})
    waits, seen = visit(CLERK, "/penerima/ganti-pengurus/"), visit(CHECKER, page)
    visit(CHECKER, f"{page}pengurus/langkah/", {"langkah": "setujui"})

    assert mother.full_name in start
    assert (nobody.status, "Pilih pengurus barunya" in nobody) == (409, True)
    assert "Menunggu supervisor" in waits
    assert "Setujui usulan ini" in seen
    assert "Aktif" in visit(CHECKER, page)
    assert "Tidak ada yang menunggu pengurus baru" in visit(CLERK, "/penerima/ganti-pengurus/")
    assert father.full_name not in visit(CLERK, "/penerima/ganti-pengurus/")


def test_the_page_of_a_member_leads_to_what_waits():
    held, _, mother = a_widow()

    shown = visit(CLERK, f"/warga/{mother.pk}/")

    assert f"/penerima/{held.pk}/" in shown.raw
    assert "belum diusulkan" in shown


@pytest.mark.parametrize(("bad", "broken"), [({}, "manager_one_open"), ({"person": None}, "manager_nobody")])
def test_the_database_keeps_one_open_word_and_a_reason(bad, broken):
    held, _, mother = a_widow()
    named(held, mother)
    case = workflow_services.open_case(flow="ganti_pengurus", region_code="3571031009", by=CLERK, at=AT)
    told = {
        "enrolment": held, "person": mother, "region_code": "3571031009", "asked_at": AT, "by_user_id": 101,
        "case": case,
    }  # fmt: skip

    with acting(SYSTEM), pytest.raises(IntegrityError, match=broken), transaction.atomic():
        ManagerChange.objects.create(**told | bad)


@pytest.mark.requirement("K-21")
def test_the_menu_counts_who_still_has_no_new_manager_for_whoever_may_name_one():
    held, _, mother = a_widow()
    before = [seen(by) for by in (CLERK, NEXT_CLERK, CHECKER)]

    named(held, mother)

    assert (before, seen(CLERK)) == ([1, 0, 0], 0)


def test_the_list_is_searched_by_the_name_of_the_former_manager():
    held, _, _ = a_widow()

    with acting(CLERK):
        found = [[each.enrolment_id for each in managers.awaiting(CLERK, text=text)] for text in ("slam", "sulas", "%")]

    assert found == [[held.pk], [], []]
