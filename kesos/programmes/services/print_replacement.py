"""The minutes of a replacement (berita acara pengganti) as PDF: who leaves, who follows, and why them."""

from datetime import datetime
from functools import cache
from importlib import resources

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.documents.queries import offices
from kesos.documents.services import printing
from kesos.documents.snapshot import PlainSnapshot
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import masked
from kesos.foundation.written import day
from kesos.programmes.queries import successions
from kesos.regions.queries import tree

MOST = 500  # rows of one print; a larger plan is printed a programme at a time
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class TooLong(Refused):
    """More rows than one sheet of minutes is meant for."""

    code = "minutes_too_long"


@transaction.atomic
def print_minutes(*, run_id: int, by: Actor, at: datetime) -> bytes:
    """A draft (KONSEP) until the head has decided. Raises NotFound, TooLong."""
    with acting(by):
        found = successions.run(by, run_id)
        rows = successions.rows_of(found, limit=MOST + 1)
        if len(rows) > MOST:
            raise TooLong(f"Rencana ini memuat lebih dari {MOST} pengganti. Susun dan cetak satu program sekaligus.")
        on = timezone.localdate(found.decided_at or found.at)
        city = tree.name(found.region_code[:4])
        office = offices.office_of(found.region_code[:4], name="Dinas Sosial")
        told = {
            "rencana": {
                "hari": DAYS[on.weekday()], "tanggal": day(on), "wilayah": city, "kosong": found.vacancies,
                "terisi": len(rows),
            },
            "usulan": [_row(each) for each in rows],
            "dilewati": [
                {"nama": name or "di luar wilayah", "program": programme, "sebab": why}
                for name, _, programme, why in successions.passed_over(found, limit=MOST)
            ],
        }  # fmt: skip
        audit.record(
            "programmes.minutes_printed", by=by, at=at, subject=f"replacement_run:{run_id}",
            region_code=found.region_code, run=run_id,
        )  # fmt: skip
        return printing.sheet_of(
            title="Berita acara penggantian penerima", body=_body(), office=office, at=at,
            snapshot=PlainSnapshot("", told), draft=found.decided_at is None, across=True,
        )  # fmt: skip


def _row(each: successions.PlannedRow) -> dict[str, str]:
    left = "Tempat tambahan" if each.is_additional else each.left_by or "di luar wilayah"
    return {
        "program": each.programme, "lama": f"{left}, {each.place}",
        "sebab": successions.why_word(each.why),
        "baru": f"{each.successor or 'di luar wilayah'}, {each.from_place}",
        "nik": masked(each.successor_nik) if each.successor_nik else "",
        "alasan": each.because + (f". {each.note}" if each.note else ""), "keadaan": each.outcome_label,
    }  # fmt: skip


@cache
def _body() -> str:
    return resources.files("kesos.programmes").joinpath("data/berita_acara_pengganti.typ").read_text(encoding="utf-8")
