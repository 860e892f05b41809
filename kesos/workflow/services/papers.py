"""Attaching papers: to one case, or the same one to many (a decree that names them all)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

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


@transaction.atomic
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
    values = {case: (value if isinstance(value, str) else value.get(case, "")).strip() for case in case_ids}
    if not (file_key or all(values.values())):
        raise Refused("Lampirkan berkasnya atau isi nilainya.", code="empty_paper", field=paper)
    found = statements("kesos.workflow", "sql/papers.sql")
    told = judging.standing(by) | {
        "ids": list(case_ids), "at": at, "actor_name": by.name, "code": paper, "file_key": file_key,
    }  # fmt: skip
    with acting(by), connection.cursor() as cursor:
        cursor.execute(judging.sql("lock"), told)
        told["found"] = [row[0] for row in cursor.fetchall()]
        if len(told["found"]) < len(set(case_ids)):
            raise NotFound()
        told["values"] = [values[case] for case in told["found"]]
        cursor.execute(found["judge"], told)
        judged = cursor.fetchall()
        for _, flow, _, closed, known, allowed in judged:
            if not allowed:
                raise NotAllowed("Anda tidak berwenang melampirkan berkas pada kasus ini.")
            if not known:
                raise UnknownPaper(f"Alur «{labels().flow(flow)}» tidak mengenal berkas «{paper}».")
            if closed:
                raise CaseClosed("Kasus ini sudah selesai; berkasnya tidak dapat ditambah.")
        cursor.execute(found["retire"], told)
        cursor.execute(found["attach"], told)
        cursor.execute(found["asks_for_date"], told)
        if cursor.fetchone()[0]:
            count_terms_again(told["found"])
        _tell(judged, paper, by, at)
    return len(judged)


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
