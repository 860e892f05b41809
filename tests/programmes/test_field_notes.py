"""Notes on a recipient: asked of the office or of a companion, and answered."""

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.models import FieldNote
from kesos.programmes.queries import field_notes
from kesos.programmes.services import field_notes as notes
from tests.programmes.checking import LATER, NEXT_OPERATOR, OFFICE, OPERATOR, a_companion, given
from tests.programmes.world import AT, a_recipient

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-18")
def test_a_companion_asks_the_office_and_is_answered():
    own = a_recipient("PBI-JK")
    given(own.person)
    asked = notes.write(enrolment_id=own.pk, text="KK perlu diperbarui", kind="to_office", by=a_companion(), at=AT)
    with acting(OFFICE):
        assert [each.pk for each in field_notes.tasks(OFFICE)] == [asked.pk]

    notes.answer(note_id=asked.pk, text="Sudah diperbarui", by=OFFICE, at=LATER)

    with acting(a_companion()):
        assert field_notes.tasks(a_companion()) == []
        assert FieldNote.objects.get(pk=asked.pk).answer == "Sudah diperbarui"


def test_an_office_gives_a_companion_a_task():
    own = a_recipient("PBI-JK")
    given(own.person)

    made = notes.write(enrolment_id=own.pk, text="Tolong kunjungi", kind="to_companion", by=OFFICE, at=AT)

    with acting(a_companion()):
        assert [each.pk for each in field_notes.tasks(a_companion())] == [made.pk]


def test_nobody_answers_a_task_of_their_own():
    own = a_recipient("PBI-JK")
    made = notes.write(enrolment_id=own.pk, text="Tolong kunjungi", kind="to_companion", by=OFFICE, at=AT)

    with pytest.raises(NotAllowed):
        notes.answer(note_id=made.pk, text="Sudah", by=OFFICE, at=LATER)


@pytest.mark.parametrize("bad", [{"text": " "}, {"kind": "perintah"}])
def test_an_empty_note_is_refused(bad):
    own = a_recipient("PBI-JK")

    with pytest.raises(Refused):
        notes.write(**({"enrolment_id": own.pk, "text": "a", "kind": "note"} | bad), by=OPERATOR, at=AT)


def test_a_note_on_somebody_of_the_next_kelurahan_is_not_written():
    own = a_recipient("PBI-JK")

    with pytest.raises(NotFound):
        notes.write(enrolment_id=own.pk, text="a", kind="note", by=NEXT_OPERATOR, at=AT)


@pytest.mark.parametrize(
    "bad", [{"kind": "perintah"}, {"text": ""}, {"done_at": AT}, {"answer": "ya"}], ids=lambda bad: "_".join(bad)
)
def test_the_database_keeps_a_note_whole(bad):
    own = a_recipient("PBI-JK")
    made = notes.write(enrolment_id=own.pk, text="a", kind="note", by=OPERATOR, at=AT)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="field_note_"), transaction.atomic():
        FieldNote.objects.filter(pk=made.pk).update(**bad)
