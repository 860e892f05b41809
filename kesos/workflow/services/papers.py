"""Attaching papers: to one case, or the same one to many (a decree that names them all)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kesos.audit.services import record
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.workflow import judging
from kesos.workflow.machines import labels
from kesos.workflow.models import Paper
from kesos.workflow.services.periods import count_terms_again


class UnknownPaper(Refused):
    """No step of the flow knows this paper."""

    code = "unknown_paper"


class CaseClosed(Refused):
    """The case is closed; its papers stay as they are."""

    code = "case_closed"


def attach_paper(*, case_id: int, paper: str, by: Actor, at: datetime, file_key: str = "", value: str = "") -> Paper:
    """Attach a file or a value. Raises NotFound, NotAllowed, UnknownPaper, CaseClosed."""
    with acting(by):
        attach_papers(case_ids=[case_id], paper=paper, file_key=file_key, value=value, by=by, at=at)
        return Paper.objects.get(case_id=case_id, code=paper, current=True)


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A file or a value to attach; `value` may differ by case."""

    code: str
    file_key: str = ""
    value: str | Mapping[int, str] = ""

    def value_of(self, case_id: int) -> str:
        return (self.value if isinstance(self.value, str) else self.value.get(case_id, "")).strip()


def attach_papers(
    *,
    case_ids: Sequence[int],
    paper: str,
    by: Actor,
    at: datetime,
    file_key: str = "",
    value: str | Mapping[int, str] = "",
) -> int:
    """The same paper for all of these cases, or for none of them; `value` may differ by case. Returns how many."""
    return attach_several(case_ids=case_ids, papers=[NewPaper(paper, file_key, value)], by=by, at=at)


def attach_several(*, case_ids: Sequence[int], papers: Sequence[NewPaper], by: Actor, at: datetime) -> int:
    """All of these papers for all of these cases in the same few statements, or none. Returns how many cases."""
    for paper in papers:
        if not (paper.file_key or all(paper.value_of(case) for case in case_ids)):
            raise Refused("Lampirkan berkasnya atau isi nilainya.", code="empty_paper", field=paper.code)
    found = statements("kesos.workflow", "sql/papers.sql")
    told = judging.standing(by) | {
        "ids": list(case_ids), "at": at, "actor_name": by.name, "codes": [paper.code for paper in papers],
    }  # fmt: skip
    with acting(by), connection.cursor() as cursor:
        cursor.execute(judging.sql("lock"), told)
        told["found"] = [row[0] for row in cursor.fetchall()]
        if len(told["found"]) < len(set(case_ids)):
            raise NotFound()
        cursor.execute(found["judge"], told)
        judged = cursor.fetchall()
        for _, flow, _, closed, unknown, allowed in judged:
            if not allowed:
                raise NotAllowed("Anda tidak berwenang melampirkan berkas pada kasus ini.")
            if unknown:
                raise UnknownPaper(f"Alur «{labels().flow(flow)}» tidak mengenal berkas «{unknown[0]}».")
            if closed:
                raise CaseClosed("Kasus ini sudah selesai; berkasnya tidak dapat ditambah.")
        cursor.execute(found["retire"], told)
        cursor.execute(found["attach"], told | _listed(told["found"], papers))
        cursor.execute(found["asks_for_date"], told)
        if cursor.fetchone()[0]:
            count_terms_again(told["found"])
        for paper in papers:
            _tell(judged, paper.code, by, at)
    return len(judged)


def _listed(cases: Sequence[int], papers: Sequence[NewPaper]) -> dict[str, list[Any]]:
    """Each paper of each case, in columns."""
    each = [(case, paper) for paper in papers for case in cases]
    return {
        "ids": [case for case, _ in each],
        "papers": [paper.code for _, paper in each],
        "keys": [paper.file_key for _, paper in each],
        "values": [paper.value_of(case) for case, paper in each],
    }


def _tell(judged: list[tuple], paper: str, by: Actor, at: datetime) -> None:
    if len(judged) == 1:
        case_id, flow, region_code, *_ = judged[0]
        record(
            "workflow.paper_attached",
            by=by,
            at=at,
            subject=f"case:{case_id}",
            region_code=region_code,
            flow=flow,
            paper=paper,
        )
    elif judged:
        flow = judged[0][1]
        record(
            "workflow.papers_attached", by=by, at=at, subject=f"flow:{flow}", flow=flow, paper=paper, count=len(judged)
        )
