"""Imports as their screens show them: the list, one run with its faults, the sheet's first rows, the wrong rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kesos.bulk.cells import Row
from kesos.bulk.excel_out import stream
from kesos.bulk.models import Batch, StagedRow
from kesos.bulk.rejects import Rejected
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import masked
from kesos.jobs.models import JobRun
from kesos.registry import job_names
from kesos.registry.facts import queries as facts
from kesos.registry.imports.faults import FAULTS, WARNINGS
from kesos.registry.models import ImportRun

SQL = statements("kesos.registry", "sql/import_screens.sql")
KIND = "people"  # of the batches behind these imports
VERDICTS = {
    "new": ("Orang baru", "positive"),
    "changed": ("Berubah", "info"),
    "same": ("Sama, tidak disentuh", "neutral"),
    "claimant": ("Pengaku kedua suatu NIK", "warning"),
    "unplaced": ("Tanpa NIK yang sah", "warning"),
    "faulty": ("Salah, tidak ikut", "negative"),
    "doubled": ("Ganda, tidak ikut", "negative"),
}
FACT_VERDICTS = {
    "new": ("Baru", "positive"),
    "changed": ("Berubah", "info"),
    "same": VERDICTS["same"],
    "nothing": ("Tidak berisi hal ini", "neutral"),
    "faulty": VERDICTS["faulty"],
    "doubled": VERDICTS["doubled"],
}
SAMPLE = 5
PERHAPS = "NIK: mungkin {nik} milik {name}, yang sudah tercatat di kelurahan itu. Cocokkan dengan dokumennya."
COUNTED_APART = "NIK_SYNTHETIC"  # sample data: one number of its own, no warning to be looked at


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    sentence: str
    number: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    verdict: str
    line: int
    full_name: str
    nik: int | str | None
    birth_date: date | None
    village: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    code: str
    label: str
    tone: str
    number: int
    samples: tuple[Sample, ...]


def visible(*, before: int = 0, limit: int = 30) -> list[ImportRun]:
    """One's own and those of one's areas, which the row policy decides; newest first."""
    found = ImportRun.objects.order_by("-pk")
    return list((found.filter(pk__lt=before) if before else found)[:limit])


def senders(actor: Actor) -> list[str]:
    """Names of earlier senders, the latest first."""
    latest = ImportRun.objects.order_by("-pk").values_list("sender", flat=True)[:200]
    return list(dict.fromkeys(latest))[:20]


def sent_before(actor: Actor, file: StoredFile) -> tuple[StoredFile, ImportRun | None] | None:
    """The same content by the same user, and the import it became."""
    earlier = (
        StoredFile.objects.filter(stored_by=actor.user_id, kind=file.kind, sha256=file.sha256, deleted_at=None)
        .exclude(pk=file.pk)
        .order_by("-stored_at")
    )
    for one in earlier[:5]:
        batches = Batch.objects.filter(user_id=actor.user_id, file_key=one.pk).values_list("pk", flat=True)
        if run := ImportRun.objects.filter(batch_id__in=list(batches)).order_by("-pk").first():
            return one, run
    return None


def batch_of(actor: Actor, key: UUID, sheet: str) -> Batch | None:
    """The batch a sheet of this upload is read into, so that a second click reads nothing twice."""
    return Batch.objects.filter(user_id=actor.user_id, kind=KIND, file_key=key, sheet=sheet, closed_at=None).first()


def reading(actor: Actor, batch_id: int) -> JobRun | None:
    """The newest job that reads, or has read, this batch."""
    mine = JobRun.objects.filter(user_id=actor.user_id, kind=job_names.STAGE, arguments__batch_id=batch_id)
    return mine.order_by("-pk").first()


def first_rows(run: ImportRun, *, number: int = SAMPLE) -> list[Row]:
    """The first rows below the heading, as sent; only the sender sees them."""
    staged = StagedRow.objects.filter(batch_id=run.batch_id, line__gte=run.data_from).order_by("line")[:number]
    return [Row(row.line, tuple(row.texts), row.kinds) for row in staged]


def faults(run: ImportRun) -> list[Fault]:
    if run.kind != KIND:
        return [Fault(one.code, one.sentence, one.count, tuple(one.first_lines)) for one in facts.faults(run)]
    return [_fault(row, FAULTS) for row in rows(SQL["faults"].replace("{column}", "faults"), {"run": run.pk})]


def warnings(run: ImportRun) -> list[Fault]:
    if run.kind != KIND:
        return [Fault(one.code, one.sentence, one.count, tuple(one.first_lines)) for one in facts.warnings(run)]
    found = rows(SQL["faults"].replace("{column}", "warnings"), {"run": run.pk})
    return [_fault(row, WARNINGS) for row in found if row[0] != COUNTED_APART]


def verdicts(run: ImportRun) -> list[Verdict]:
    """What becomes of the rows, with the first few of each."""
    if run.kind != KIND:
        return _of_facts(run)
    present = [code for code in VERDICTS if run.counts.get(code)]
    found: dict[str, list[Sample]] = {code: [] for code in present}
    for row in rows(SQL["samples"], {"run": run.pk, "verdicts": present, "most": SAMPLE}):
        verdict, line, name, nik, written, born, village, warned, faulty = row
        notes = (
            *(sentence(code) for code in faulty.split()),
            *(WARNINGS.get(code, code) for code in warned.split() if code != COUNTED_APART),
        )
        found[verdict].append(Sample(verdict, line, name, nik if nik is not None else written, born, village, notes))
    return [Verdict(code, *VERDICTS[code], run.counts[code], tuple(found[code])) for code in present]


def _of_facts(run: ImportRun) -> list[Verdict]:
    found: dict[str, list[Sample]] = {code: [] for code in FACT_VERDICTS if run.counts.get(code)}
    for verdict, line, name, warned, faulty in facts.samples(run, list(found), most=SAMPLE):
        notes = tuple(facts.sentence(code) for code in faulty.split() or warned.split())
        found[verdict].append(Sample(verdict, line, name, None, None, "", notes))
    return [Verdict(code, *FACT_VERDICTS[code], run.counts[code], tuple(rows)) for code, rows in found.items()]


def wrong_rows(run: ImportRun) -> Iterator[Rejected]:
    """As they were sent, one after the other from the server; within the sender's transaction."""
    if run.kind != KIND:
        yield from facts.rejected(run)
        return
    wanted = {"run": run.pk, "batch": run.batch_id}
    for line, texts, kinds, codes, first, nik, name in stream(SQL["wrong_rows"], wanted):
        reasons = [sentence(code, first=first) for code in codes.split()]
        if nik is not None:
            reasons.append(PERHAPS.format(nik=masked(nik), name=name))
        yield Rejected(Row(line, tuple(texts), kinds), reasons)


def sentence(code: str, *, first: int | None = None) -> str:
    """The fault as a sentence. Where else a NIK or a card is known is not told: it is nobody's business here."""
    told = FAULTS.get(code, code)
    return told.format(elsewhere="wilayah lain", first=first if first is not None else "lain di atasnya")


def sentence_of(code: str, kind: str) -> str:
    """A fault of a kind of file, without a line to point at."""
    return sentence(code) if kind == KIND else facts.sentence(code)


def _fault(row: tuple[str, int, list[int]], sentences: dict[str, str]) -> Fault:
    code, number, lines = row
    text = sentences.get(code, code)
    return Fault(code, text.format(elsewhere="wilayah lain", first="lain di atasnya"), number, tuple(lines))
