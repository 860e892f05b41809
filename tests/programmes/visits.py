"""Visits of families, with the answers a test asks about."""

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import FamilyVisit, PersonVisit
from tests.registry.world import AT, a_source


def visited(family, *, people=(), draft=False, by_person=None, **answers):
    with acting(SYSTEM):
        source = a_source()
        visit = FamilyVisit.objects.create(
            family=family, source=source, recorded_at=AT, draft=draft, by_user_id=11 if draft else None, **answers
        )
        for person in people:
            PersonVisit.objects.create(
                person=person, visit=visit, source=source, recorded_at=AT, draft=draft,
                by_user_id=11 if draft else None, **(by_person or {}),
            )  # fmt: skip
    return visit
