"""«Pekerjaan saya» shows how far each job is, and offers what can be done about it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.jobs import services
from kesos.jobs.models import JobRun
from kesos.jobs.running import perform
from kesos.jobs.web import views
from tests.screens import frame, screen  # noqa: F401

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
ASKER, STRANGER = Actor(user_id=7), Actor(user_id=8)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]


def started(**arguments):
    with acting(ASKER):
        return services.start("test.whole", by=ASKER, at=AT, title="Impor <penerima>", **arguments).pk


def running(run_id, done, total):
    with acting(SYSTEM):
        JobRun.objects.filter(pk=run_id).update(state="running", n_done=done, n_total=total)


def test_a_running_job_shows_its_progress_and_asks_for_itself_again():
    run_id = started()
    running(run_id, 12_500, 100_000)

    page = screen(views.one, ASKER, run_id=run_id, htmx=True).content.decode()

    assert "12.500 dari 100.000" in page
    assert 'max="100000" value="12500"' in page
    assert f'hx-get="/pekerjaan/{run_id}/"' in page
    assert "Batalkan pekerjaan ini" in page
    assert "Impor &lt;penerima&gt;" in page
    assert "<noscript> · muat ulang" in page


def test_a_finished_job_shows_its_result_and_asks_no_more():
    run_id = started()
    perform(run_id)

    page = screen(views.one, ASKER, run_id=run_id).content.decode()

    assert 'href="/hasil/1/"' in page
    assert "hx-get" not in page
    assert "Batalkan" not in page


def test_a_refused_job_shows_its_sentence_and_can_be_repeated():
    run_id = started(end="refuse")
    perform(run_id)

    page = screen(views.one, ASKER, run_id=run_id).content.decode()
    answer = screen(views.again, ASKER, run_id=run_id, method="post")

    assert "Unggah .xlsx." in page
    assert "Ulangi" in page
    assert answer.status_code == 302
    with acting(SYSTEM):
        assert JobRun.objects.count() == 2


def test_the_list_shows_my_jobs_newest_first_and_pages_by_the_last_one():
    ids = [started() for _ in range(views.PAGE + 1)]

    first = screen(views.mine, ASKER).content.decode()
    second = screen(views.mine, ASKER, data={"sesudah": str(ids[1])}).content.decode()

    assert first.index(f"pekerjaan-{ids[-1]}") < first.index(f"pekerjaan-{ids[1]}")
    assert f'id="pekerjaan-{ids[0]}"' not in first
    assert f'id="pekerjaan-{ids[0]}"' in second
    assert f'href="?sesudah={ids[1]}"' in first


def test_cancelling_a_finished_job_says_why_not():
    run_id = started()
    perform(run_id)

    answer = screen(views.cancel, ASKER, run_id=run_id, method="post")

    assert answer.said == ["Pekerjaan ini sudah selesai, tidak ada yang dapat dibatalkan."]


@pytest.mark.parametrize(("view", "method"), [(views.one, "get"), (views.cancel, "post"), (views.again, "post")])
def test_another_ones_job_does_not_exist(view, method):
    run_id = started()

    with pytest.raises(NotFound):
        screen(view, STRANGER, run_id=run_id, method=method)


def test_the_list_asks_the_same_number_of_questions_however_long_it_is():
    started()
    with CaptureQueriesContext(connection) as short:
        screen(views.mine, ASKER)
    for _ in range(10):
        started()

    with CaptureQueriesContext(connection) as long:
        screen(views.mine, ASKER)

    assert len(long) == len(short)
