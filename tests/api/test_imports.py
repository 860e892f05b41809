"""A file sent, checked and applied by a program."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.jobs.running import perform
from kesos.registry.models import ImportRun
from tests.api.world import BAWANG, NGRONGGO, Program
from tests.registry.web_work import DIMAS, HEAD, SULASTRI, WRONG

pytestmark = pytest.mark.django_db
SENT = {"sender": "Disdukcapil", "dated_on": "2026-11-01", "region_code": BAWANG}


def send(program: Program, content: bytes | str, name: str = "bnba.csv", key: str = "", **more: str):
    data = content.encode() if isinstance(content, str) else content
    return program.post("/imports", {**SENT, **more}, key=key, files={"file": SimpleUploadedFile(name, data)})


def worked_off(program: Program, answer) -> dict:
    """The job that the answer names, carried out by the worker."""
    assert answer.status_code == 202, answer.content[:600]
    perform(answer.json()["job_id"])
    job = program.get(f"/jobs/{answer.json()['job_id']}").json()
    assert job["state"] == "done", job["message"]
    return job


def test_a_file_is_sent_checked_and_applied(operator):
    worked_off(operator, send(operator, HEAD + SULASTRI + DIMAS + WRONG))
    (run,) = operator.get("/imports").json()["items"]
    address = f"/imports/{run['id']}"
    columns = operator.get(address).json()["columns"]
    assert operator.post(f"{address}/columns", {"columns": columns}).status_code == 200

    worked_off(operator, operator.post(f"{address}/check"))
    checked = operator.get(address).json()
    worked_off(operator, operator.post(f"{address}/rejects"))
    worked_off(operator, operator.post(f"{address}/apply"))

    assert (checked["state"], checked["n_rows"], checked["n_faulty"]) == ("checked", 3, 1)
    assert [fault["code"] for fault in checked["faults"]] == ["SEX_UNREADABLE"]
    assert operator.get(address).json()["state"] == "applied"
    found = operator.post("/people/find", {"number": "9971035204790001"}).json()["items"]
    assert [(row["full_name"], row["nik"]) for row in found] == [("SULASTRI", "9971••••••••0001")]


def test_the_same_upload_with_the_same_key_is_one_import(operator):
    first, again = (send(operator, HEAD + SULASTRI, key="unggah-1") for _ in range(2))
    other = send(operator, HEAD + DIMAS, key="unggah-1")

    assert first.json() == again.json()
    assert other.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"", "kosong.csv", "empty_file"), (b"%PDF-1.4 bukan tabel", "surat.xlsx", None)],
)
def test_a_file_that_is_no_table_is_refused_and_not_kept(operator, content, name, code):
    answer = send(operator, content, name)

    assert answer.status_code in (409, 422)
    assert answer.json()["detail"]
    with acting(SYSTEM):
        assert StoredFile.objects.count() == ImportRun.objects.count() == 0


def test_only_the_sender_goes_on_with_an_import(operator, neighbour):
    worked_off(operator, send(operator, HEAD + SULASTRI))
    (run,) = operator.get("/imports").json()["items"]

    for step in ("check", "apply", "rejects", "discard"):
        assert neighbour.post(f"/imports/{run['id']}/{step}").status_code == 404


def test_a_file_for_another_kelurahan_is_not_taken(operator):
    assert send(operator, HEAD + SULASTRI, region_code=NGRONGGO).status_code == 403
