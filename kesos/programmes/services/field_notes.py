"""Notes and tasks between an office and its companions, and which families a companion is given."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.region_code import is_region_code
from kesos.programmes.models.checks import FieldNote
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import SQL
from kesos.programmes.queries.field_notes import ASSIGN, companions
from kesos.workflow import services as workflow

NOTE = "eligibility.note"


@dataclass(frozen=True, slots=True)
class Given:
    families: int
    people: int


@transaction.atomic
def write(*, enrolment_id: int, text: str, kind: str, by: Actor, at: datetime) -> FieldNote:
    """A companion's task goes to the office, an office's to the companion. Raises NotFound, NotAllowed, Refused."""
    with acting(by):
        enrolment = checks.by_enrolment(by, enrolment_id)
        region_code = enrolment.person.region_id
        by.require(NOTE, region_code)
        if kind not in FieldNote.Kind.values:
            raise Refused("Pilih catatan atau tugas.", code="kind_unknown", field="jenis")
        if not text.strip():
            raise Refused("Tulis isi catatannya.", code="note_empty", field="catatan")
        made = FieldNote.objects.create(
            enrolment=enrolment, person_id=enrolment.person_id, region_code=region_code, kind=kind,
            text=text.strip()[:2000], by_user_id=by.user_id, by_name=by.name, at=at,
        )  # fmt: skip
        audit.record(
            "programmes.note_written", by=by, at=at, subject=f"enrolment:{enrolment.pk}", region_code=region_code,
            what=made.get_kind_display(),
        )  # fmt: skip
        return made


@transaction.atomic
def answer(*, note_id: int, text: str, by: Actor, at: datetime) -> FieldNote:
    """A task is done, with what came of it. Not by who set it; answered before, nothing changes."""
    with acting(by):
        note = FieldNote.objects.select_for_update().filter(pk=note_id).exclude(kind=FieldNote.Kind.NOTE).first()
        if note is None:
            raise NotFound("Tugas tidak ditemukan.")
        checks.by_enrolment(by, note.enrolment_id)
        by.require(NOTE, note.region_code)
        if note.done_at is not None:
            return note
        if note.by_user_id == by.user_id:
            raise NotAllowed("Tugas dijawab oleh penerimanya, bukan oleh yang memberinya.")
        if not text.strip():
            raise Refused("Tulis hasilnya.", code="answer_empty", field="jawaban")
        note.done_at, note.done_by, note.done_by_name, note.answer = at, by.user_id, by.name, text.strip()[:2000]
        note.save(update_fields=["done_at", "done_by", "done_by_name", "answer"])
        audit.record(
            "programmes.task_answered", by=by, at=at, subject=f"enrolment:{note.enrolment_id}",
            region_code=note.region_code,
        )  # fmt: skip
        return note


@transaction.atomic
def assign(*, holder: str, village: str, by: Actor, at: datetime, rw: str = "", rt: str = "") -> Given:
    """Give the families of a kelurahan, or of one RW or RT, that receive something to one companion.

    They leave the companion they had; given again, nothing changes. Raises NotFound, NotAllowed, Refused.
    """
    if len(village) != 10 or not is_region_code(village) or not any(village.startswith(a) for a in by.areas(ASSIGN)):
        raise NotFound("Kelurahan tidak ditemukan di wilayah Anda.", field="kelurahan")
    with acting(by):
        known = {each.holder: each for each in companions([village], at=at)}
        if holder not in known:
            raise Refused(
                "Pilih pendamping yang bertugas di kelurahan ini.", code="companion_unknown", field="pendamping"
            )
        told = {
            "village": village, "rw": rw.strip()[:3], "rt": rt.strip()[:3], "holder": holder,
            "today": timezone.localdate(at), "why": "Keluarga dampingan",
        }  # fmt: skip
        run("drop table if exists given")
        run(SQL["chosen_people"].format(**SQL), told)
        run(SQL["take_from_others"], told)
        people = run(SQL["give"], told)
        families = (row(SQL["given"]) or (0,))[0]
        if not families:
            raise Refused("Tidak ada keluarga penerima di RW/RT itu.", code="nobody_to_assign", field="rw")
        if cases := [case for (case,) in rows(SQL["open_cases"])]:
            workflow.give_to_holder(case_ids=cases, holder=holder, by=by, at=at)
        audit.record(
            "programmes.families_assigned", by=by, at=at, subject=holder, region_code=village, families=families,
            companion=known[holder].name,
        )  # fmt: skip
        return Given(families, people)
