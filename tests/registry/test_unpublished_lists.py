"""Questions whose answers nobody has published: put to nobody until the list stands, and kept as a file brings them."""

from datetime import date

import pytest
from django.urls import reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.regions.codelists import history
from kesos.regions.remembered import forget_all
from kesos.regions.services import PERMISSION, add_entry
from kesos.registry import dtsen
from kesos.registry.models import FamilyVisit
from kesos.registry.visits.questions import OF_A_LIST, Choices, Question, questions
from tests.api.world import a_program
from tests.registry.facts_world import KK, brought, sulastri
from tests.registry.visit_world import begun, said, sulastris_family
from tests.registry.web_work import text
from tests.registry.world import AT, BAWANG

pytestmark = pytest.mark.django_db
UNPUBLISHED = {
    "wall_condition": "Kondisi dinding", "roof_condition": "Kondisi atap", "water_acquire": "Cara memperoleh air",
}  # fmt: skip
LEVELS = ("family", "individual")


@pytest.fixture(autouse=True)
def _remember_nothing_of_it():
    yield
    forget_all()


def every_question(day: date) -> list[Question]:
    return [one for level in LEVELS for block in dtsen.blocks(level) for one in questions(block, day=day, known=())]


def published(list_name: str, *, valid_from: date) -> None:
    keeper = Actor(user_id=5, name="Pusat", grants=frozenset({(PERMISSION, "")}))
    for code, label in (("1", "Baik"), ("2", "Rusak")):
        add_entry(list_name=list_name, code=code, label=label, valid_from=valid_from, by=keeper, at=AT)
    forget_all()  # as when the act commits


def asked_on(day: date) -> dict[str, Choices]:
    return {one.column: one.choices for one in every_question(day)}


def test_no_question_of_a_list_is_put_without_anything_to_choose():
    found = every_question(date(2026, 11, 9))

    assert [one.column for one in found if one.kind in OF_A_LIST and not one.choices] == []
    assert not UNPUBLISHED.keys() & {one.column for one in found}


def test_screen_paper_review_and_api_put_none_of_them(operator):
    family = sulastris_family()
    operator.post(reverse("registry:visits", args=[family.pk]))
    with acting(SYSTEM):
        visit = FamilyVisit.objects.get(family=family)
    told = a_program("OP_DESA", BAWANG).get("/visit-form").json()

    pages = [
        text(operator.get(address))
        for address in (
            reverse("registry:visit_step", args=[visit.pk, "rumah"]),
            reverse("registry:visit_check", args=[visit.pk]),
            reverse("registry:visit_blank", args=[family.pk]),
        )
    ]

    assert all("Jenis lantai terluas" in page for page in pages)
    assert [label for label in UNPUBLISHED.values() for page in pages if label in page] == []
    assert not UNPUBLISHED.keys() & {one["column"] for step in told for one in step["questions"]}


def test_an_answer_to_one_of_them_is_refused_in_words():
    with pytest.raises(Refused, match="tidak ditanyakan") as refused:
        said(begun(), "rumah", wall_condition="1")

    assert refused.value.code == "not_asked"


def test_the_question_is_put_from_the_day_its_list_stands():
    published("kondisi_dinding", valid_from=date(2026, 12, 1))

    assert "wall_condition" not in asked_on(date(2026, 11, 30))
    assert asked_on(date(2026, 12, 1))["wall_condition"] == (("1", "Baik"), ("2", "Rusak"))
    assert "roof_condition" not in asked_on(date(2026, 12, 1))


def test_a_list_nobody_named_cannot_be_begun():
    with pytest.raises(NotFound):
        history("kondisi_langit")
    with pytest.raises(NotFound):
        published("kondisi_langit", valid_from=date(2026, 12, 1))


def test_a_file_may_bring_the_code_and_it_is_kept_as_sent(tmp_path):
    sulastri()

    brought(tmp_path, "family_visit", f"no_kk,survey_date,wall_condition\n{KK},2026-03-01,B2\n")

    with acting(SYSTEM):
        assert list(FamilyVisit.objects.values_list("wall_condition", flat=True)) == ["B2"]
