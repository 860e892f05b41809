"""A job acts as the person who asked for it, tells how far it is, and ends in one of five ways."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.jobs import jobs, queries, registry, services
from kesos.jobs.models import JobRun
from kesos.jobs.registry import Result
from kesos.jobs.running import Interrupted, perform
from tests.jobs.work import AREA, notes

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
ASKER, STRANGER = Actor(user_id=7), Actor(user_id=8)
OFFICE = Actor(user_id=9, grants=frozenset({("job.view", "3571")}))
OTHER_OFFICE = Actor(user_id=10, grants=frozenset({("job.view", "3573")}))
pytestmark = pytest.mark.django_db


def started(kind="test.whole", by=ASKER, **arguments):
    with acting(by):
        return services.start(kind, by=by, at=AT, title="Impor penerima", region_code=AREA, **arguments).pk


def seen(run_id):
    with acting(SYSTEM):
        return JobRun.objects.get(pk=run_id)


def queued():
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args, status from procrastinate_jobs order by id")
        return cursor.fetchall()


def test_a_job_is_queued_in_the_transaction_of_its_cause_and_only_there():
    class Regret(Exception):
        pass

    def cause():
        with acting(ASKER):
            services.start("test.whole", by=ASKER, at=AT, title="x")
            raise Regret

    with pytest.raises(Regret):
        cause()

    assert queued() == []


def test_the_work_is_done_as_the_asker_and_its_end_is_told():
    run_id = started()

    perform(run_id)

    run = seen(run_id)
    assert (run.state, run.message, run.result_url) == ("done", "Selesai, 2 baris.", "/hasil/1/")
    assert (run.n_done, run.n_total, run.attempts, run.code) == (2, 2, 1, "")
    with acting(ASKER), connection.cursor() as cursor:
        cursor.execute("select kind from bulk_batch")
        assert cursor.fetchall() == [("whole",)]


def test_a_finished_job_called_again_does_nothing():
    run_id = started()
    perform(run_id)

    perform(run_id)

    assert notes() == ["whole"]
    assert seen(run_id).attempts == 1


def test_a_refusal_is_shown_with_its_sentence_and_nothing_stays():
    run_id = started(end="refuse")

    perform(run_id)

    run = seen(run_id)
    assert (run.state, run.message, run.code) == (
        "refused",
        "Berkas itu bukan lembar kerja. Unggah .xlsx.",
        "not_a_spreadsheet",
    )
    assert notes() == []


def test_a_bug_gets_a_number_for_the_telephone_and_shows_nothing_of_itself(caplog):
    run_id = started(end="bug")

    perform(run_id)

    run = seen(run_id)
    assert run.state == "failed"
    assert len(run.error_number) == 9
    assert run.error_number in run.message
    assert "9971031708800001" not in run.message
    assert run.error_number in caplog.text
    assert notes() == []


def test_an_account_that_is_gone_ends_the_job_with_a_sentence():
    run_id = started(by=Actor(user_id=404))

    perform(run_id)

    assert seen(run_id).state == "refused"
    assert "Akun" in seen(run_id).message


def test_a_waiting_job_is_cancelled_at_once_and_leaves_the_queue():
    run_id = started()

    with acting(ASKER):
        services.cancel(run_id=run_id, by=ASKER, at=AT)

    assert seen(run_id).state == "cancelled"
    assert [status for _, _, status in queued()] == ["cancelled"]
    perform(run_id)
    assert notes() == []


def test_a_running_job_stops_at_its_next_report_and_keeps_nothing(monkeypatch):
    run_id = started()

    def during(run, **told):
        with acting(ASKER):
            JobRun.objects.filter(pk=run_id).update(cancel_requested_at=AT)
        run.progress(1)
        raise AssertionError("went on")

    monkeypatch.setitem(registry._KINDS, "test.whole", registry.JobKind("test.whole", during, "default", None, False))
    perform(run_id)

    assert seen(run_id).state == "cancelled"


def test_only_a_finished_failure_can_be_repeated_and_a_finished_job_not_cancelled():
    done, refused = started(), started(end="refuse")
    perform(done)
    perform(refused)

    with acting(ASKER):
        again = services.again(run_id=refused, by=ASKER, at=AT)
        with pytest.raises(Refused, match="tidak perlu diulang"):
            services.again(run_id=done, by=ASKER, at=AT)
        with pytest.raises(Refused, match="sudah selesai"):
            services.cancel(run_id=done, by=ASKER, at=AT)

    assert (again.state, again.arguments) == ("waiting", {"end": "refuse"})


def test_a_worker_that_ends_puts_the_job_back_without_counting_the_attempt(tmp_path):
    run_id = started("test.slices", folder=str(tmp_path), n=2, pause=0)

    with pytest.raises(Interrupted):
        perform(run_id, ending=lambda: True)

    run = seen(run_id)
    assert (run.state, run.attempts, run.checkpoint) == ("waiting", 0, {"step": 1})


def test_a_job_that_takes_its_worker_down_each_time_is_given_up_with_a_number():
    run_id = started()
    with acting(SYSTEM):
        JobRun.objects.filter(pk=run_id).update(attempts=5)

    perform(run_id)

    assert seen(run_id).state == "failed"
    assert "berkali-kali" in seen(run_id).message
    assert notes() == []


def test_a_lost_connection_is_tried_again(monkeypatch):
    run_id = started()

    def lost(run, **told):
        raise OperationalError("server closed the connection")

    monkeypatch.setitem(registry._KINDS, "test.whole", registry.JobKind("test.whole", lost, "default", None, False))
    with pytest.raises(OperationalError) as fault:
        perform(run_id)

    assert seen(run_id).state == "waiting"
    assert jobs.TryAgain().get_retry_decision(exception=fault.value, job=_job()) is not None
    assert jobs.TryAgain().get_retry_decision(exception=ZeroDivisionError(), job=_job()) is None


def _job():
    from procrastinate.jobs import Job

    return Job(queue="q", lock=None, queueing_lock=None, task_name="t")


@pytest.mark.requirement("X-02")
def test_others_see_a_job_only_with_the_permission_in_its_area():
    run_id = started()

    def found_by(actor):
        with acting(actor):
            return list(queries.visible_to(actor).values_list("pk", flat=True))

    assert found_by(ASKER) == found_by(OFFICE) == [run_id]
    assert found_by(STRANGER) == found_by(OTHER_OFFICE) == []
    with acting(OTHER_OFFICE), connection.cursor() as cursor:
        cursor.execute("select count(*) from jobs_run")
        assert cursor.fetchone() == (0,)


def test_nobody_cancels_another_ones_job():
    run_id = started()

    with pytest.raises(NotFound), acting(OFFICE):
        services.cancel(run_id=run_id, by=OFFICE, at=AT)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'done'", "jobs_run_finished_when_over"),
        ("finished_at = now()", "jobs_run_finished_when_over"),
        ("n_done = -1", "jobs_run_counts"),
        ("state = 'failed', finished_at = now()", "jobs_run_failure_has_number"),
        ("result_url = 'https://jahat.example/'", "jobs_run_result_is_ours"),
        ("result_url = '//jahat.example/'", "jobs_run_result_is_ours"),
        ("title = 'NIK 9971031708800001'", "jobs_run_without_nik"),
        ("""arguments = '{"nik": "9971031708800001"}'""", "jobs_run_without_nik"),
    ],
)
def test_the_database_refuses_a_run_that_contradicts_itself(change, constraint):
    started()

    with pytest.raises(IntegrityError, match=constraint), acting(ASKER), connection.cursor() as cursor:
        cursor.execute(f"update jobs_run set {change}")


def test_an_unknown_kind_is_a_bug_at_the_start_and_a_sentence_in_an_old_worker():
    with pytest.raises(LookupError):
        started("test.nothing")
    run_id = started()
    with acting(SYSTEM):
        JobRun.objects.filter(pk=run_id).update(kind="test.gone")

    perform(run_id)

    assert (seen(run_id).state, seen(run_id).code) == ("refused", "job_unknown")


def test_a_job_started_by_a_job_that_is_refused_never_was():
    kept, undone = started("test.child"), started("test.child", fail=True)

    perform(kept)
    perform(undone)

    with acting(SYSTEM):
        assert JobRun.objects.filter(title="anak").count() == 1


def test_finished_jobs_are_forgotten_after_a_season():
    old, young = started(), started()
    for each in (old, young):
        perform(each)
    with acting(SYSTEM):
        JobRun.objects.filter(pk=old).update(finished_at=AT - timedelta(days=91))

    jobs.sweep(AT)

    with acting(SYSTEM):
        assert list(JobRun.objects.values_list("pk", flat=True)) == [young]


def test_a_run_that_the_queue_has_let_go_of_gets_an_end():
    lost, waiting = started(), started()
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where (args ->> 'run_id')::int = %s", [lost])

    jobs.end_abandoned(AT + timedelta(minutes=10))

    assert (seen(lost).state, seen(waiting).state) == ("failed", "waiting")
    assert seen(lost).error_number in seen(lost).message


def test_two_kinds_never_share_a_name():
    with pytest.raises(ValueError, match="two jobs"):
        registry.job("test.whole")(lambda run: Result("x"))
