"""Opening cases: one, a list, or whatever a query of a subject's own tables gives."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from psycopg.types.json import Jsonb

from kesos.audit.services import record
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.workflow import judging
from kesos.workflow.models import Case

COLUMNS = {
    "ref": "''::text", "region_code": "''::text", "holder": "''::text", "other_region_code": "''::text",
    "other_holder": "''::text", "family_id": "null::bigint", "amount": "null::bigint", "title": "''::text",
    "path": "''::text", "period": "null::date",
}  # fmt: skip


class NoSuchState(Refused):
    """The flow has no such state, or no case may begin there."""

    code = "no_such_state"


class HolderMissing(Refused):
    """Cases of this flow belong to an institution, and none was named."""

    code = "holder_missing"


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be opened; `ref` is the caller's own name for it."""

    region_code: str
    ref: str = ""
    holder: str = ""
    other_region_code: str = ""
    other_holder: str = ""
    family_id: int | None = None
    amount: int | None = None
    title: str = ""
    path: str = ""
    period: date | None = None


def open_case(
    *,
    flow: str,
    region_code: str,
    by: Actor,
    at: datetime,
    title: str = "",
    path: str = "",
    holder: str = "",
    family_id: int | None = None,
    other_region_code: str = "",
    other_holder: str = "",
    amount: int | None = None,
    period: date | None = None,
    state: str = "",
) -> Case:
    """Open one case where its flow begins, or in the `state` it already stands in.

    Raises NotAllowed outside the actor's reach, HolderMissing, NoSuchState.
    """
    new = NewCase(
        region_code=region_code, title=title, path=path, holder=holder, family_id=family_id, amount=amount,
        other_region_code=other_region_code, other_holder=other_holder, period=period,
    )  # fmt: skip
    with acting(by):
        (case_id,) = open_cases(flow=flow, rows=[new], by=by, at=at, state=state)
        return Case.objects.get(pk=case_id)


def open_cases(*, flow: str, rows: Sequence[NewCase], by: Actor, at: datetime, state: str = "") -> list[int]:
    """Open many; their ids come back in the order given."""
    listed = statements("kesos.workflow", "sql/open.sql")["listed"]
    packed = Jsonb([asdict(row) for row in rows], dumps=DjangoJSONEncoder().encode)
    return [case_id for case_id, _ in _open(flow, listed, {"rows": packed}, by, at, state)]


def open_cases_from(
    *,
    flow: str,
    query: str,
    columns: Sequence[str],
    by: Actor,
    at: datetime,
    params: Mapping[str, Any] | None = None,
    state: str = "",
) -> dict[str, int]:
    """Open a case for each row of a subject's query; returns the ids by `ref`, which must be among the columns.

    A subject that keeps the state of masses in rows of its own opens a case in its `state` when somebody acts.
    `columns` names, in order, what the query selects; its own parameters carry other names than ours.
    """
    if odd := sorted(set(columns) - set(COLUMNS)):
        raise ValueError(f"a case has no {odd}")
    chosen = ", ".join(f"q.{name}" if name in columns else f"{empty} as {name}" for name, empty in COLUMNS.items())
    rows = f"select {chosen} from ({query}) as q ({', '.join(columns)})"  # noqa: S608
    return {ref: case_id for case_id, ref in _open(flow, rows, dict(params or {}), by, at, state)}


def _open(flow: str, rows: str, given: dict[str, Any], by: Actor, at: datetime, state: str) -> list[tuple[int, str]]:
    found = statements("kesos.workflow", "sql/open.sql")
    terms = statements("kesos.workflow", "sql/terms.sql")["terms"]
    told = judging.standing(by) | {"flow": flow, "at": at, "actor_name": by.name, "state": state} | given
    with acting(by), connection.cursor() as cursor:
        cursor.execute(found["version"], told)
        version = cursor.fetchone()
        if version is None:
            raise LookupError(f"no flow {flow} is stored")
        told["version"], held_by, stands = version
        if not stands:
            raise NoSuchState(f"Alur {flow} tidak dapat dibuka pada keadaan {state}.")
        cursor.execute(found["out_of_reach"].replace("{rows}", rows), told)
        if cursor.fetchone()[0]:
            raise NotAllowed("Kasus tidak dapat dibuka di luar wilayah atau lembaga Anda.")
        cursor.execute(found["open"].replace("{rows}", rows).replace("{terms}", terms), told)
        opened = cursor.fetchall()
        if held_by:
            _refuse_unheld(held_by, [row[0] for row in opened])
        _tell(flow, opened, by, at)
    return [(case_id, ref) for case_id, ref, *_ in opened]


def _refuse_unheld(kind: str, ids: list[int]) -> None:
    if Case.objects.filter(pk__in=ids).exclude(holder__startswith=f"{kind}:").exists():
        raise HolderMissing("Sebutkan dahulu lembaga yang memegang kasus ini.")


def _tell(flow: str, opened: list[tuple[int, str, str, str]], by: Actor, at: datetime) -> None:
    if len(opened) == 1:
        case_id, _, region_code, state = opened[0]
        record(
            "workflow.case_opened",
            by=by,
            at=at,
            subject=f"case:{case_id}",
            region_code=region_code,
            flow=flow,
            state=state,
        )
    elif opened:
        record("workflow.cases_opened", by=by, at=at, subject=f"flow:{flow}", flow=flow, count=len(opened))
