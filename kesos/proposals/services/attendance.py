"""Who was there, and who has signed the minutes on paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.proposals.models import Attendee, Deliberation
from kesos.proposals.models.deliberations import FLOW
from kesos.proposals.queries import package as papers
from kesos.proposals.services import package
from kesos.workflow import services as workflow
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case

NOTED_IN, SIGNED_IN = papers.MADE_IN["daftar_hadir"], "BERITA_ACARA_DRAFT"
MOST, LONGEST_NAME, LONGEST_STANDING = 300, 120, 80
SIGNATURES = "tanda_tangan_musyawarah"


class AttendanceWrong(Refused):
    """A line that names nobody, or a list without its chair."""

    code = "attendance_wrong"


@dataclass(frozen=True, slots=True)
class Present:
    name: str
    standing: str
    chairs: bool = False
    signs: bool = False


@transaction.atomic
def note_attendance(*, deliberation: Deliberation, people: Sequence[Present], by: Actor, at: datetime) -> int:
    """The whole list at once, in its order; it replaces an earlier one. Returns how many.

    Its print then stands for the paper the flow asks for. Raises AttendanceWrong, NotAllowed, Refused.
    """
    told = [_cleaned(line, each) for line, each in enumerate(people, start=1)]
    _refuse_unsound(told)
    with acting(by):
        _refuse_outside_its_time(deliberation)
        Attendee.objects.filter(deliberation=deliberation).delete()
        Attendee.objects.bulk_create(
            Attendee(
                deliberation=deliberation, region_code=deliberation.region_id, place=place, name=each.name,
                standing=each.standing, chairs=each.chairs, signs=each.signs,
            )
            for place, each in enumerate(told, start=1)
        )  # fmt: skip
        package.keep_attendance(deliberation, value=f"{len(told)} orang hadir", by=by, at=at)
        audit.record(
            "proposals.attendance_noted", by=by, at=at, subject=f"deliberation:{deliberation.pk}",
            region_code=deliberation.region_id, count=len(told),
        )  # fmt: skip
        return len(told)


@transaction.atomic
def note_signatures(*, deliberation: Deliberation, by: Actor, at: datetime) -> int:
    """The head's word that the printed minutes were signed by hand by everybody they name. Returns how many.

    Raises Refused where there are no minutes made here, NotAllowed.
    """
    by.require(f"{FLOW}.tandatangan", deliberation.region_id)
    with acting(by):
        state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=deliberation.case_id)
        if state != SIGNED_IN:
            raise Refused(f"Pada tahap «{labels().state(FLOW, state)}» tidak ada yang ditandatangani.", code="not_now")
        minutes = papers.letter_of(deliberation, package.MINUTES)
        signing = [each for each in papers.attendees(deliberation) if each.signs or each.chairs]
        if minutes is None:
            raise Refused(
                "Berita acara belum dibuat di sini. Buat dahulu, atau unggah pindaian halaman tanda tangannya.",
                code="minutes_not_made",
            )
        told = f"Berita acara {minutes.number} ditandatangani di atas kertas oleh {len(signing)} orang"
        workflow.attach_paper(case_id=deliberation.case_id, paper=SIGNATURES, value=told, by=by, at=at)
        audit.record(
            "proposals.signatures_noted", by=by, at=at, subject=f"deliberation:{deliberation.pk}",
            region_code=deliberation.region_id, count=len(signing), number=minutes.number,
        )  # fmt: skip
        return len(signing)


def _cleaned(line: int, present: Present) -> Present:
    name, standing = " ".join(present.name.split()), " ".join(present.standing.split())
    if not name or not standing:
        raise AttendanceWrong(f"Baris {line}: tulis nama dan unsur atau jabatannya.", field="hadir")
    if len(name) > LONGEST_NAME or len(standing) > LONGEST_STANDING:
        raise AttendanceWrong(
            f"Baris {line}: nama paling panjang {LONGEST_NAME} huruf, jabatan {LONGEST_STANDING}.", field="hadir"
        )
    if re.search(r"\d{16}", re.sub(r"[ .-]", "", name + standing)):
        raise AttendanceWrong(f"Baris {line}: jangan menulis NIK di daftar hadir.", field="hadir")
    return Present(name, standing, present.chairs, present.signs)


def _refuse_unsound(people: Sequence[Present]) -> None:
    if not people:
        raise AttendanceWrong("Isi sedikitnya satu orang yang hadir.", field="hadir")
    if len(people) > MOST:
        raise AttendanceWrong(f"Paling banyak {MOST} orang; unggah pindaian daftarnya.", field="hadir")
    if (chairs := sum(each.chairs for each in people)) != 1:
        why = "belum ada" if not chairs else f"ada {chairs}"
        raise AttendanceWrong(f"Tepat satu orang memimpin musyawarah; {why} yang ditandai ketua.", field="hadir")
    if len({(each.name.casefold(), each.standing.casefold()) for each in people}) < len(people):
        raise AttendanceWrong("Ada orang yang tertulis dua kali di daftar hadir.", field="hadir")


def _refuse_outside_its_time(deliberation: Deliberation) -> None:
    state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=deliberation.case_id)
    deliberation.case.state = state
    if state not in NOTED_IN:
        raise Refused(
            f"Daftar hadir tidak diisi pada tahap «{labels().state(FLOW, state)}». Mulai musyawarah dahulu.",
            code="not_in_session",
        )
    if made := papers.letter_of(deliberation, package.MINUTES):
        raise Refused(
            f"Berita acara {made.number} sudah menyebut yang hadir. Cabut dahulu berita acara itu bila ada yang salah.",
            code="minutes_made",
        )
