"""A visit by a program, from its questions to the closed record, within the token's scopes."""

import pytest

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import PersonVisit
from tests.api.world import BAWANG, a_program
from tests.registry.visit_world import sulastris_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return a_program("OP_DESA", BAWANG)


@pytest.fixture
def visit(operator) -> dict:
    return operator.post(f"/families/{sulastris_family().pk}/visits").json()


def saved(program, visit, step: str, person: int | None = None, **answers):
    return program.post(f"/visits/{visit['id']}/steps", {"step": step, "person_id": person, "answers": answers})


def closed(program, visit) -> None:
    mother = visit["members"][0]["person_id"]
    assert saved(program, visit, "rumah", floor_type="8", total_spend=1150000).status_code == 200
    assert saved(program, visit, "kesehatan", mother, chronic="12").status_code == 200
    told = saved(program, visit, "petugas", survey_date="2026-11-02", survey_result="2")
    assert told.status_code == 200, told.content
    assert program.post(f"/visits/{visit['id']}/close").status_code == 200


def test_the_questions_of_the_form_are_told_with_their_conditions(operator):
    steps = {(each["level"], each["step"]): each for each in operator.get("/visit-form").json()}

    power = next(each for each in steps["family", "rumah"]["questions"] if each["column"] == "power_va_1")
    assert power["asked_when"] == [{"field": "power_source", "compare": "=", "value": "1"}]
    assert {"code": "1", "label": "450 VA"} in power["choices"]
    assert ("individual", "disabilitas") in steps


def test_a_program_answers_and_reads_what_it_answered(operator, visit):
    answer = saved(operator, visit, "rumah", floor_type="8", floor_area=36.5, has_dwelling=True)

    told = answer.json()
    assert (told["answers"]["floor_type"], told["answers"]["floor_area"], told["answers"]["has_dwelling"]) == (
        "8", 36.5, True,
    )  # fmt: skip
    assert next(each for each in told["steps"] if each["step"] == "rumah")["answered"] == 3


def test_a_refusal_names_field_member_and_remedy(operator, visit):
    mother = visit["members"][0]["person_id"]

    answer = saved(operator, visit, "pekerjaan", mother, worked="2", work_hours=40)

    told = answer.json()
    assert (answer.status_code, told["code"], told["field"]) == (422, "answers_wrong", "work_hours")
    assert told["detail"].startswith(
        "SULASTRI: «Jam kerja seminggu» hanya ditanyakan bila «Bekerja seminggu lalu»: Ya."
    )
    assert told["errors"][0]["field"] == "work_hours"
    with acting(SYSTEM):
        assert PersonVisit.objects.get(visit=visit["id"], person=mother).worked is None


def test_a_closed_visit_hides_what_is_sensitive_until_it_is_opened_for_a_reason(operator, visit):
    closed(operator, visit)
    address = f"/visits/{visit['id']}"

    before = operator.get(address).json()
    opened = operator.post(f"{address}/open-answers", {"classes": ["health"], "reason": "Rujukan ke puskesmas"}).json()

    assert "chronic" not in before["members"][0]["answers"]
    assert {"chronic", "total_spend"} <= set(before["hidden"])
    assert opened["members"][0]["answers"]["chronic"] == "12"
    assert "total_spend" not in opened["answers"]
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="registry.visit_answers_opened").count() == 1


def test_a_token_without_the_scope_neither_fills_nor_opens(operator, visit):
    closed(operator, visit)
    reader = a_program("OP_DESA", BAWANG, "person.view", name="pembaca")

    filled = saved(reader, visit, "rumah", floor_type="1")
    opened = reader.post(f"/visits/{visit['id']}/open-answers", {"classes": ["health"], "reason": "ingin tahu"})

    assert (filled.status_code, opened.status_code) == (403, 403)
    assert reader.get(f"/visits/{visit['id']}").status_code == 200


def test_anothers_draft_is_not_read(visit):
    colleague = a_program("OP_DESA", BAWANG, name="rina")

    assert colleague.get(f"/visits/{visit['id']}").status_code == 404
    assert saved(colleague, visit, "rumah", floor_type="1").json()["code"] == "visit_of_another"


def test_a_closed_visit_takes_no_answer(operator, visit):
    closed(operator, visit)

    answer = saved(operator, visit, "rumah", floor_type="1")

    assert (answer.status_code, answer.json()["code"]) == (409, "visit_closed")
