"""What is handed in is matched by itself: in sets, never twice, and never lost."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.proposals import jobs
from kesos.proposals.models import MatchTurn
from kesos.proposals.services import match
from kesos.registry.models import FamilyVisit, Match, Person
from kesos.registry.ports import NotFoundThere, PopulationRecord, RegistryDown
from kesos.workflow.models import Paper
from tests import databases
from tests.proposals.visiting import visit
from tests.proposals.world import (
    OPERATOR,
    a_draft,
    a_known_family,
    an_open_month,
    complete,
    decide,
    on,
    state,
    submitted,
)
from tests.registry.world import a_family, a_person, a_source
from tests.workflow.test_at_once import all_at_once

DOWN = "Dukcapil tidak menjawab."


class Registry:
    """Knows everybody as we do, save those it does not; `before` happens while it is being asked."""

    def __init__(self, *, unknown=(), before=lambda: None) -> None:
        self.unknown, self.before, self.down, self.asked = set(unknown), before, False, []

    def look_up(self, niks):
        self.asked.append(len(niks))
        self.before()
        if self.down:
            raise RegistryDown(DOWN)
        with acting(SYSTEM):
            known = {as_text(p.nik): p for p in Person.objects.filter(nik__in=[int(nik) for nik in niks])}
        return {nik: NotFoundThere(nik) if nik in self.unknown else _record(nik, known[nik]) for nik in niks}


def _record(nik, person):
    return PopulationRecord(nik=nik, kk="", name=person.full_name, birth_date=person.birth_date, sex=person.sex,
                            alive=True, died_on=None, region_code=person.region_id, address="")  # fmt: skip


def run(registry, *, at=None):
    return match.match_next(population=lambda: registry, at=at or on(4, 10))


def waiting_jobs():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'proposals.match'")
        return cursor.fetchone()[0]


@pytest.mark.requirement("K-19")
@pytest.mark.django_db
def test_all_that_wait_are_asked_about_at_once_and_carried_on():
    month, registry = an_open_month(), Registry()
    first, second = submitted(a_draft(month)), submitted(a_draft(month, a_known_family("PAIJAN")))
    with acting(SYSTEM):
        head = Person.objects.get(full_name="PAIJAN")
    registry.unknown = {as_text(head.nik)}

    told = run(registry)

    assert (told.taken, told.sound, told.failed, registry.asked) == (2, 1, 1, [4])
    assert (state(first), state(second)) == ("MUSYAWARAH", "PADAN_GAGAL")
    with acting(OPERATOR):
        papers = dict(Paper.objects.filter(code="hasil_padan").values_list("case_id", "value"))
        assert papers == {first.case_id: "2 padan", second.case_id: "1 padan, 1 tidak ditemukan"}
    assert run(registry).taken == 0
    assert registry.asked == [4]


@pytest.mark.requirement("K-19")
@pytest.mark.django_db
def test_while_the_registry_is_down_a_proposal_waits_says_so_and_is_taken_up_again(fifth):
    registry = Registry()
    proposal = submitted(a_draft(an_open_month()))
    registry.down = True

    told = run(registry, at=on(5))
    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert (told.said, told.sound, state(proposal)) == (DOWN, 0, "DIAJUKAN")
    assert "Data kependudukan belum menjawab" in page
    assert "tidak perlu diajukan ulang" in page
    registry.down = False
    assert run(registry, at=on(5) + timedelta(minutes=1)).taken == 0
    assert run(registry, at=on(5) + timedelta(minutes=4)).sound == 1
    assert state(proposal) == "MUSYAWARAH"
    with acting(SYSTEM):
        assert not MatchTurn.objects.exists()


@pytest.mark.django_db
def test_the_longer_nobody_answers_the_longer_the_pauses_up_to_an_hour():
    registry = Registry()
    registry.down = True
    submitted(a_draft(an_open_month()))
    at, pauses = on(5), []

    for _ in range(7):
        run(registry, at=at)
        with acting(SYSTEM):
            again = MatchTurn.objects.get().not_before
        pauses.append((again - at).seconds // 60)
        at = again

    assert pauses == [4, 8, 16, 32, 60, 60, 60]


@pytest.mark.django_db
def test_one_answer_nobody_can_read_does_not_hold_back_the_others(monkeypatch):
    monkeypatch.setattr(match, "MOST", 1)
    month, registry = an_open_month(), Registry()
    poisoned, sound = submitted(a_draft(month)), submitted(a_draft(month, a_known_family("PAIJAN")))
    registry.down = True
    run(registry, at=on(5))
    registry.down = False

    run(registry, at=on(5, 10))

    assert (state(poisoned), state(sound)) == ("DIAJUKAN", "MUSYAWARAH")


@pytest.mark.django_db
def test_without_an_address_of_the_registry_all_wait_and_the_page_says_whom_to_tell(fifth):
    proposal = submitted(a_draft(an_open_month()))

    def nobody():
        raise RegistryDown("Sambungan ke data kependudukan belum diatur. Minta pengelola mengisi KESOS_POPULATION_URL.")

    told = match.match_next(population=nobody, at=on(5))

    assert (told.taken, state(proposal)) == (0, "DIAJUKAN")
    assert "Minta pengelola" in visit(OPERATOR, f"/usulan/{proposal.number}/")


@pytest.mark.django_db
def test_what_one_run_has_taken_another_leaves():
    proposal, second = submitted(a_draft(an_open_month())), []
    registry = Registry(before=lambda: second.append(run(Registry()).taken))

    told = run(registry)

    assert (told.sound, second, state(proposal)) == (1, [0], "MUSYAWARAH")
    with acting(SYSTEM):
        assert Match.objects.count() == 2


@pytest.mark.django_db
def test_what_a_cut_left_behind_is_taken_again_later():
    proposal = submitted(a_draft(an_open_month()))

    def power_cut():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Registry(before=power_cut), at=on(5))

    assert run(Registry(), at=on(5) + timedelta(minutes=5)).taken == 0
    assert run(Registry(), at=on(5) + match.TAKEN).sound == 1
    assert state(proposal) == "MUSYAWARAH"


@pytest.mark.django_db
def test_a_proposal_withdrawn_while_the_registry_was_asked_is_passed_over():
    month = an_open_month()
    withdrawn, other = submitted(a_draft(month)), submitted(a_draft(month, a_known_family("PAIJAN")))
    registry = Registry(before=lambda: decide(withdrawn, "tarik", OPERATOR, on(4, 10)))

    told = run(registry)

    assert (told.sound, told.failed) == (1, 0)
    assert (state(withdrawn), state(other)) == ("DITARIK", "MUSYAWARAH")


@pytest.mark.django_db
def test_a_newborn_without_a_number_does_not_fail_the_family():
    baby = a_person("BAYI SULASTRI", born=date(2026, 10, 30), no_nik_reason="newborn")
    family = a_family(a_person("SULASTRI"), baby)
    with acting(SYSTEM):
        FamilyVisit.objects.create(family=family, source=a_source(), recorded_at=on(2), survey_date=date(2026, 11, 2))
    proposal = submitted(a_draft(an_open_month(), family))

    run(Registry())

    assert state(proposal) == "MUSYAWARAH"


@pytest.mark.django_db
def test_a_submission_wakes_the_match_once_and_only_if_it_stays():
    month = an_open_month()
    with transaction.atomic():
        submitted(a_draft(month))
        transaction.set_rollback(True)
    assert waiting_jobs() == 0

    submitted(a_draft(month, a_known_family("PAIJAN")))
    submitted(a_draft(month, a_known_family("YATEMI")))

    assert waiting_jobs() == 1


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database of its own, where other connections see what is written."""
    with databases.own_copy(django_db_blocker, "match"):
        yield


@pytest.mark.parametrize("entrance", ["match_submitted", "match_again"])
@pytest.mark.django_db
def test_the_jobs_go_on_set_after_set_and_twice_does_nothing_more(monkeypatch, entrance):
    month, registry = an_open_month(), Registry()
    found = [submitted(a_draft(month, a_known_family(name))) for name in ("SULASTRI", "PAIJAN", "YATEMI")]
    monkeypatch.setattr(match, "MOST", 2)
    monkeypatch.setattr(jobs, "population", lambda: registry)

    for _ in range(2):
        getattr(jobs, entrance)(on(5))

    assert [state(each) for each in found] == ["MUSYAWARAH"] * 3
    assert registry.asked == [4, 2]


@pytest.mark.django_db
def test_a_turn_without_an_answer_has_its_sentence():
    proposal = complete(a_draft(an_open_month()))

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        MatchTurn.objects.create(proposal=proposal, not_before=on(5), tries=2)


@pytest.mark.django_db
def test_the_operator_of_the_village_reads_what_each_member_was_found_to_be(fifth):
    month, registry = an_open_month(), Registry()
    proposal = submitted(a_draft(month))
    with acting(SYSTEM):
        child = Person.objects.get(full_name="ANAK SULASTRI")
    registry.unknown = {as_text(child.nik)}
    run(registry)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert state(proposal) == "PADAN_GAGAL"
    assert "Tidak ditemukan" in page


def test_two_workers_at_once_never_ask_about_one_family_twice(committed):
    month, registry = an_open_month(), Registry()
    found = [submitted(a_draft(month, a_known_family(name))) for name in ("SULASTRI", "PAIJAN", "YATEMI")]

    told = all_at_once(*[lambda: run(registry)] * 4)

    assert sorted(each.taken for each in told) == [0, 0, 0, 3]
    assert [state(each) for each in found] == ["MUSYAWARAH"] * 3
    with acting(SYSTEM):
        assert Match.objects.count() == 6
