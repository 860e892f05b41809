"""The centre's answer: a decree and a file; taken whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.proposals.models import Determination, Period
from kesos.proposals.models.proposals import AID_FLOW, FLOW
from kesos.proposals.services import decree_on_aid, periods, place, send_to_centre
from kesos.registry.models import Source
from kesos.workflow import services as workflow
from kesos.workflow.models import Case
from kesos.workflow.services import NewPaper, Outcome

IMPORT = "periode_bulanan.impor_hasil"
ANSWERED = ("DITETAPKAN", "DITUTUP")
SQL = statements("kesos.proposals", "sql/determine.sql")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the file: `result` is DITETAPKAN or TIDAK; `decile` as sent."""

    line: int
    number: str
    result: str
    decile: str = ""
    reason: str = ""
    mark: str = ""  # of the list it answers, where the file carries it


class RowsWrong(Refused):
    """Rows of the result file that cannot be taken; nothing was written. `faults` are (line, sentence)."""

    code = "rows_wrong"

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        first = "; ".join(f"baris {line}: {why}" for line, why in faults[:3])
        super().__init__(f"{len(faults)} baris tidak dapat diterima ({first}). Perbaiki berkasnya, lalu kirim lagi.")
        self.faults = faults


class OtherList(Refused):
    """The file answers a list that is not the one this month sent."""

    code = "other_list"

    def __init__(self, line: int) -> None:
        super().__init__(
            f"Baris {line}: sidik daftarnya bukan milik periode ini. Berkas ini menjawab daftar lain.",
            field="file",
        )


@transaction.atomic
def import_results(
    *,
    period: Period,
    decree: str,
    decreed_on: date,
    results: Iterable[ResultRow],
    file_key: str,
    by: Actor,
    at: datetime,
) -> tuple[int, int]:
    """Take the decree's word on proposals of the month's list; returns how many were listed and how many not.

    The first decree carries the month on; later ones speak of what it left open (data and aid are seldom in one).

    The same decree with the same words again changes nothing: (0, 0). Raises Refused without a decree number, RowsWrong
    (nothing written), OtherList, and what the kernel refuses.
    """
    if not decree.strip():
        raise Refused("Nomor SK penetapan wajib diisi.", code="decree_missing", field="decree")
    mark, state = send_to_centre.mark_of(period), periods.state_of(period.pk)
    if state in ANSWERED:  # the month went on with the first decree; another one speaks of what that left open
        by.require(IMPORT, period.region_id)
    with acting(by), connection.cursor() as cursor:
        # of two that bring the same decree the second waits here, and finds it taken
        Case.objects.select_for_update().filter(pk=period.case_id).first()
        cursor.execute(SQL["stage"])
        with cursor.copy(SQL["copy"]) as copy:
            for r in results:
                if r.mark and r.mark.strip().casefold() != mark:
                    raise OtherList(r.line)
                copy.write_row((r.line, r.number.strip(), r.result.strip().upper(), r.decile.strip(), r.reason.strip()))
        if known := Determination.objects.filter(period=period, decree=decree.strip()).first():
            return _again(known)
        if faults := rows(SQL["faults"].format(**SQL), {"period": period.pk}):
            raise RowsWrong([(line, why) for line, why in faults])
        line_of = dict(rows(SQL["appointing"].format(**SQL), {"period": period.pk}))
        if in_the_way := decree_on_aid.faults(line_of, on=localdate(at)):
            raise RowsWrong(in_the_way)
        source = Source.objects.create(
            kind=Source.Kind.DECREE, title=f"SK {decree.strip()}", dated_on=decreed_on, received_at=at,
            by_user_id=by.user_id, region_code=period.region_id,
        )  # fmt: skip
        try:
            with transaction.atomic():
                decided = Determination.objects.create(
                    period=period, decree=decree.strip(), decreed_on=decreed_on, file_key=file_key, imported_at=at,
                    imported_by=by.user_id, source=source,
                )  # fmt: skip
        except IntegrityError as again:
            raise Refused("SK ini sudah diimpor untuk periode yang sama.", code="decree_twice") from again
        told = {"period": period.pk, "determination": decided.pk}
        run(SQL["keep"].format(**SQL), told)
        cursor.execute("drop table determined")
        listed, refused = _carry(decided, told, by=by, at=at)
        if state not in ANSWERED:
            papers = [NewPaper("nomor_sk", value=decree), NewPaper("berkas_hasil", file_key, decree)]
            workflow.attach_several(case_ids=[period.case_id], papers=papers, by=by, at=at)
            workflow.decide(case_id=period.case_id, action="impor_hasil", by=by, at=at)
        audit.record(
            "proposals.determined", by=by, at=at, subject=f"period:{period.pk}", region_code=period.region_id,
            decree=decree.strip(), listed=listed, refused=refused,
        )  # fmt: skip
        return listed, refused


def unanswered(period: Period) -> int:
    """How many endorsed proposals, and successors of the month's list, no decree has spoken of."""
    with acting(SYSTEM):
        found = row(SQL["unanswered"], {"period": period.pk})
        return int(found[0]) if found else 0


def _again(known: Determination) -> tuple[int, int]:
    """The decree is taken already: the same words change nothing, other words are refused."""
    if others := rows(SQL["differs"], {"determination": known.pk}):
        raise Refused(
            f"SK ini sudah diimpor dengan isi lain ({len(others)} usulan berbeda, misalnya {others[0][0]}). "
            "Periksa berkas dan nomor SK-nya; perubahan memerlukan SK baru.",
            code="decree_twice",
        )
    run("drop table determined")
    return 0, 0


def _carry(decided: Determination, told: dict[str, int], *, by: Actor, at: datetime) -> tuple[int, int]:
    yes = rows(SQL["listed"], told)
    if listed := [case for case, is_aid in yes if not is_aid]:
        workflow.attach_papers(case_ids=listed, paper="nomor_sk", value=decided.decree, by=by, at=at)
        _all_of(workflow.decide_many(flow=FLOW, action="hasil_ditetapkan", case_ids=listed, by=by, at=at))
    if aided := [case for case, is_aid in yes if is_aid]:
        place.take_decree(case_ids=aided, decree=decided.decree, by=by, at=at)
    n_refused = 0
    for is_aid, reason, cases in rows(SQL["refused"], told):
        flow, action = (AID_FLOW, "ditolak_pusat") if is_aid else (FLOW, "hasil_ditolak")
        _all_of(workflow.decide_many(flow=flow, action=action, case_ids=cases, by=by, at=at, reason=reason))
        n_refused += len(cases)
    return len(yes), n_refused


def _all_of(told: Outcome) -> None:
    """A decree is taken whole: one proposal that may not move stops it, and says why."""
    if told.refused:
        why = next(iter(told.refused.values()))
        raise Refused(f"{len(told.refused)} usulan tidak dapat ditetapkan: {why}", code="decree_not_taken")
