"""A family to visit and what its operator answers, step by step."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.registry.models import Family, FamilyVisit, PersonVisit
from kesos.registry.services import visit_family
from tests.registry.world import AT, BAWANG, a_family, a_person, an_operator

RIGHTS = ("person.view", "visit.fill", "visit.open_health", "visit.open_finance")
OPERATOR = an_operator(BAWANG, permissions=RIGHTS)
COLLEAGUE = an_operator(BAWANG, user_id=12, permissions=RIGHTS)
DONE = {"survey_date": date(2026, 11, 8), "enumerator": "Dwi Astutik", "survey_result": "2"}


def sulastris_family(*, children: int = 1) -> Family:
    people = [a_person("SULASTRI", born=date(1979, 4, 12))]
    people += [a_person(f"ANAK KE-{n}", sex="L", born=date(2023, 1, 1 + n)) for n in range(children)]
    return a_family(*people, address="JL. MAWAR 3", rt="004", rw="002")


def begun(family: Family | None = None, *, by: Actor = OPERATOR):
    with acting(by):
        return visit_family.open_visit(family_id=(family or sulastris_family()).pk, by=by, at=AT)


def said(visit, step: str, *, person: int | None = None, by: Actor = OPERATOR, **answers):
    with acting(by):
        return visit_family.save_step(visit_id=visit.pk, step=step, person_id=person, answers=answers, by=by, at=AT)


def closed(visit=None, *, by: Actor = OPERATOR):
    visit = visit or begun(by=by)
    said(visit, "petugas", by=by, **DONE)
    with acting(by):
        return visit_family.close_visit(visit_id=visit.pk, by=by, at=AT)


def row(visit, *, by: Actor = OPERATOR):
    with acting(by):
        return FamilyVisit.objects.get(pk=visit.pk)


def member(visit, name: str = "SULASTRI", *, by: Actor = OPERATOR):
    with acting(by):
        return PersonVisit.objects.get(visit=visit.pk, full_name=name)


def statements(asked) -> int:
    """Without the look, every few seconds, whether the code lists have changed."""
    return len([one for one in asked if "regions_referenceversion" not in one["sql"] and "codeentry" not in one["sql"]])
