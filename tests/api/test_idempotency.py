"""A request sent twice is carried out once, also when both come at the same moment."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.access.jobs import forget_answers
from kesos.access.models import GivenAnswer, Grant
from kesos.access.services.tokens import create_token
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.api import identities
from kesos.registry.models import IdentityTask
from tests import databases
from tests.api.world import BAWANG, KEDIRI, NOW, Program, a_program
from tests.registry.world import AT, a_person

KEY = "7f0c9a52-5d0e-4a0e-9b0e-0a4a5c1f7b11"
SETTLING = {"shown": "kk", "shown_on": "2026-11-02", "resolution": "Bayi, menunggu akta kelahiran"}


def a_task():
    person = a_person("BAYI SULASTRI", no_nik_reason="newborn")
    with acting(SYSTEM):
        return IdentityTask.objects.create(person=person, kind="no_nik", region_code=BAWANG, opened_at=AT)


def settled() -> int:
    with acting(SYSTEM):
        return AuditEvent.objects.filter(kind="registry.identity_settled").count()


@pytest.fixture
def clerk(db):
    return a_program("OP_DINSOS", KEDIRI)


def test_the_same_request_again_gets_the_first_answer(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"

    first, again = (clerk.post(address, SETTLING, key=KEY) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert settled() == 1


def test_without_a_key_the_second_is_refused_by_the_service(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"

    answers = [clerk.post(address, SETTLING) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["code"] == "task_closed"


def test_the_same_key_with_another_payload_is_refused(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"
    clerk.post(address, SETTLING, key=KEY)

    other = clerk.post(address, {**SETTLING, "resolution": "Sudah ada akta kelahiran"}, key=KEY)
    elsewhere = clerk.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=KEY)

    assert {(each.status_code, each.json()["code"]) for each in (other, elsewhere)} == {(409, "idempotency_key_reused")}


def test_a_refused_request_uses_up_no_key(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"

    refused = clerk.post(address, {**SETTLING, "shown_on": "2027-01-01"}, key=KEY)
    mended = clerk.post(address, SETTLING, key=KEY)

    assert (refused.status_code, mended.status_code) == (409, 200)


def test_keys_of_two_users_do_not_meet(clerk):
    other = a_program("SUPERVISOR", KEDIRI)

    answers = [each.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=KEY) for each in (clerk, other)]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_key_is_free_again_when_its_time_is_over(clerk, monkeypatch):
    clerk.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=KEY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(hours=24))

    later = clerk.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=KEY)

    assert later.status_code == 200
    assert settled() == 2


@pytest.mark.parametrize("key", ["x" * 201, "kunci\u00e9"])
def test_a_key_that_is_none_is_refused(clerk, key):
    answer = clerk.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=key)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_refused")


def test_what_was_sent_is_not_kept_and_an_opened_number_neither(clerk):
    person = a_person()
    clerk.post("/people/find", {"number": str(person.nik)}, key="cari")
    clerk.post(f"/people/{person.pk}/open-number", {"reason": "Mencocokkan KTP di loket"}, key="buka")

    with acting(SYSTEM):
        kept = list(GivenAnswer.objects.values_list("key", "fingerprint", "answer"))
    assert [key for key, _, _ in kept] == ["cari"]
    assert str(person.nik) not in str(kept)


def test_kept_answers_are_seen_by_their_own_user_alone(clerk):
    clerk.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=KEY)

    with acting(clerk.actor):
        assert GivenAnswer.objects.count() == 1
    with acting(a_program("SUPERVISOR", KEDIRI).actor):
        assert GivenAnswer.objects.count() == 0


def test_by_night_the_answers_whose_time_is_over_are_forgotten(clerk):
    clerk.post(f"/identity-tasks/{a_task().pk}/settle", SETTLING, key=KEY)

    forget_answers(NOW + timedelta(hours=23))
    with acting(SYSTEM):
        assert GivenAnswer.objects.count() == 1
    forget_answers(NOW + timedelta(hours=24))
    with acting(SYSTEM):
        assert GivenAnswer.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"status": 409}, {"key": ""}, {"ends_at": NOW}])
def test_the_table_keeps_only_whole_answers(clerk, wrong):
    row = {"user": clerk.user, "key": "k", "fingerprint": "f", "given_at": NOW, "ends_at": NOW + timedelta(hours=1)}

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        GivenAnswer.objects.create(**{**row, **wrong})


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """A database of its own where everything commits, so that two connections meet."""
    with databases.own_copy(django_db_blocker, "keys"):
        yield


def test_of_two_at_one_moment_one_is_carried_out_and_both_get_its_answer(committing, monkeypatch):
    clerk, task = a_program("OP_DINSOS", KEDIRI), a_task()
    address, answers, acts = f"/identity-tasks/{task.pk}/settle", [], []
    inside, other_waits = threading.Event(), threading.Event()
    settle = identities.settle_by_form

    def slowly(**told):
        acts.append(told)
        inside.set()
        other_waits.wait(10)
        return settle(**told)

    def send():
        answers.append(clerk.post(address, SETTLING, key=KEY))
        connection.close()

    monkeypatch.setattr(identities, "settle_by_form", slowly)
    hands = [threading.Thread(target=send) for _ in range(2)]
    hands[0].start()
    inside.wait(10)
    hands[1].start()
    assert somebody_waits()
    other_waits.set()
    for hand in hands:
        hand.join()

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert (len(acts), settled()) == (1, 1)
    assert sorted("Idempotency-Replayed" in answer for answer in answers) == [False, True]


def somebody_waits() -> bool:
    """Until a connection of this database waits for another's lock."""
    with databases.as_owner() as owner:
        for _ in range(1000):
            if owner.execute("select count(*) from pg_locks where not granted").fetchone()[0]:
                return True
            owner.execute("select pg_sleep(0.01)")
    return False


def test_another_token_without_the_scope_hears_no_kept_answer(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"
    clerk.post(address, SETTLING, key=KEY)
    narrow = another_token(clerk, "region.view")

    again = narrow.post(address, SETTLING, key=KEY)

    assert (again.status_code, again.json()["code"]) == (403, "not_allowed")


def test_another_token_with_less_power_hears_no_kept_answer(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"
    clerk.post(address, SETTLING, key=KEY)
    narrow = another_token(clerk, "person.settle_identity")

    again = narrow.post(address, SETTLING, key=KEY)

    assert (again.status_code, again.json()["code"]) == (409, "idempotency_key_reused")


def test_after_the_grant_has_ended_no_kept_answer_is_told(clerk):
    address = f"/identity-tasks/{a_task().pk}/settle"
    clerk.post(address, SETTLING, key=KEY)
    with acting(SYSTEM):
        Grant.objects.filter(user=clerk.user).update(valid_to=NOW)

    again = clerk.post(address, SETTLING, key=KEY)

    assert again.status_code == 403


def another_token(program, *scopes):
    with acting(SYSTEM):
        secret = create_token(user_id=program.user.pk, name="sempit", scopes=list(scopes), by=SYSTEM, at=NOW)
    return Program(program.user, secret)
