"""A monthly file of deaths and moves, where no line to the registry exists: kept, checked, then taken in as a feed is.

The feed is believed by its signature; a file by whose it is: it tells of people recorded in its sender's area, and of
nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from kesos.audit import services as audit
from kesos.bulk.rejects import Rejected
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.files import disk
from kesos.files import queries as kept_files
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.journeys.job_names import TAKE_FILE
from kesos.journeys.models import Event
from kesos.journeys.ports import Told
from kesos.journeys.services import apply, event_file, receive
from kesos.journeys.services.event_file import CORRECTION, DEATH, MOVE
from kesos.journeys.services.pull_feed import PULL

SQL = statements("kesos.journeys", "sql/take_file.sql")
NOT_HERE = (
    "NIK: tidak tercatat di wilayah Anda. Periksa angkanya; bila ia memang warga Anda, catat dahulu, lalu kirim lagi."
)
FAR = "KODE_WILAYAH: di luar wilayah Anda. Peristiwanya dikirim kantor yang membawahinya."
NO_SUCH_PLACE = "KODE_WILAYAH_TUJUAN: kelurahan ini tidak dikenal atau kodenya sudah tidak berlaku. Periksa kodenya."
NOTHING_TO_CORRECT = "MENGOREKSI: peristiwa ini tidak ditemukan di wilayah Anda. Periksa nomornya."
OTHERS_NUMBER = "ID: nomor ini sudah dipakai peristiwa lain. Tanyakan nomor yang benar kepada Disdukcapil."


@dataclass(frozen=True, slots=True)
class Checked:
    """What would happen: events nobody told before, those known by their number, and rows that go back."""

    labels: tuple[str, ...]
    new: list[Told]
    known: int
    rejected: list[Rejected]

    @property
    def deaths(self) -> int:
        return sum(each.kind == DEATH for each in self.new)

    @property
    def moves(self) -> int:
        return sum(each.kind == MOVE for each in self.new)

    @property
    def corrections(self) -> int:
        return sum(each.kind == CORRECTION for each in self.new)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known under a number already."""

    region_code: str
    kind: str
    nik: int | None
    corrects: str

    def says(self, told: Told) -> bool:
        """The same thing told again, and not another one under its number."""
        return (self.kind, self.nik, self.corrects) == (told.kind, told.nik, told.corrects)


@transaction.atomic
def keep(*, data: BinaryIO, name: str, by: Actor, at: datetime) -> StoredFile:
    """Keep the file where it can be read; nothing is taken in. Raises NotAllowed, Refused for what is no such table."""
    areas = by.areas(PULL)
    by.require(PULL, areas[0] if areas else "")
    file = files.put(data=data, name=name, kind="spreadsheet", region_code=areas[0], by=by, at=at)
    try:
        with disk.at_hand(file.pk) as path:
            event_file.read(path)
    except Refused:
        disk.remove(file.pk)  # the refusal takes back the row, not the content
        raise
    return file


def one(*, key: UUID, by: Actor) -> StoredFile:
    """A file sent by the actor's office. Raises NotFound."""
    file = kept_files.by_key(by, key)
    if file.kind != "spreadsheet" or not by.may(PULL, file.region_code):
        raise NotFound("Berkas ini tidak ditemukan. Kirim sekali lagi.")
    return file


def check(file: StoredFile, *, by: Actor) -> Checked:
    """Raises Unreadable, Refused."""
    with disk.at_hand(file.pk) as path:
        return judge(path, by=by)


def judge(path: Path, *, by: Actor) -> Checked:
    sheet = event_file.read(path)
    faults, known = _beside_the_registry([told for _, told in sheet.events], by)
    beside = [Rejected(row, faults[told.number]) for row, told in sheet.events if told.number in faults]
    sound = [told for _, told in sheet.events if told.number not in faults]
    return Checked(
        sheet.labels, [told for told in sound if told.number not in known], sum(told.number in known for told in sound),
        sorted([*sheet.rejected, *beside], key=lambda each: each.row.line),
    )  # fmt: skip


def begin(*, key: UUID, by: Actor, at: datetime) -> JobRun:
    """Taken in by a job: what follows from a month's deaths takes its time. Raises NotFound."""
    file = one(key=key, by=by)
    return jobs.start(
        TAKE_FILE, by=by, at=at, title=f"Menerapkan {file.name}", region_code=file.region_code, file_key=str(file.pk)
    )


@transaction.atomic
def take(*, key: UUID, by: Actor, at: datetime) -> tuple[receive.Taken, int]:
    """The sound rows come in by the door of the feed; how many are new, and how many rows go back.

    Checked again at this moment. What the feed or an earlier file has told is known by its number and changes nothing.
    """
    file = one(key=key, by=by)
    checked = check(file, by=by)
    taken = receive.take_in(checked.new, origin=Event.Origin.FILE, by=by, at=at)
    taken = replace(taken, known=taken.known + checked.known)
    apply.apply_waiting(at=at)
    if taken.new:
        audit.record(
            "journeys.file_taken", by=by, at=at, subject=f"file:{file.pk}", region_code=file.region_code,
            file=file.name, new=taken.new, known=taken.known, faulty=len(checked.rejected),
        )  # fmt: skip
    return taken, len(checked.rejected)


def _beside_the_registry(events: Iterable[Told], by: Actor) -> tuple[dict[str, list[str]], set[str]]:
    """What stands in the way of each row beside what is recorded, and the numbers known already."""
    told = list(events)
    areas = tuple(by.areas(PULL))
    niks = sorted({each.nik for each in told if each.nik} | {nik for each in told for nik in each.moving})
    numbers = [each.number for each in told] + [each.corrects for each in told if each.corrects]
    with acting(SYSTEM):
        here = {nik for (nik,) in rows(SQL["people_here"], {"niks": niks, "areas": list(areas)})}
        places = {code for (code,) in rows(SQL["villages"], {"codes": sorted({e.to_region_code for e in told})})}
        found = {number: _Kept(*more) for number, *more in rows(SQL["known"], {"numbers": numbers})}
    faults: dict[str, list[str]] = {}
    for each in told:
        wrong = []
        if before := found.get(each.number):
            # whoever moved away since is not recorded here any more
            wrong += [] if before.says(each) else [OTHERS_NUMBER]
        else:
            if each.region_code and not each.region_code.startswith(areas):
                wrong.append(FAR)
            if any(nik not in here for nik in ({each.nik} if each.nik else set()) | set(each.moving)):
                wrong.append(NOT_HERE)
            if each.kind == MOVE and each.to_region_code not in places:
                wrong.append(NO_SUCH_PLACE)
        if wrong:
            faults[each.number] = wrong
    # only what this very file tells soundly, or what was told of the sender's own area, is the sender's to correct
    own = {each.number for each in told if each.kind != CORRECTION} - faults.keys() - found.keys()
    own |= {number for number, before in found.items() if before.region_code.startswith(areas)}
    for each in told:
        if each.corrects and each.corrects not in own and each.number not in found:
            faults.setdefault(each.number, []).append(NOTHING_TO_CORRECT)
    return faults, set(found)


def rejected_rows(checked: Checked, *, first: int) -> list[tuple[int, str]]:
    """The first of the wrong rows with their line and sentences."""
    return [(each.row.line, " ".join(each.reasons)) for each in checked.rejected[:first]]
