"""The way back: what a merge touched becomes what it was, where nothing has happened to it since."""

import json
from typing import Any

from django.db import IntegrityError, transaction
from psycopg.types.json import Jsonb

from kesos.bulk.sql import row, rows, run
from kesos.registry.merging.carrying import SQL, InTheWay, as_json, pieces
from kesos.registry.merging.held import Held, changes, held

SINCE = (
    "Sesudah digabung, {what} orang ini berubah lagi: dialihkan, digabung, atau diperbaiki. Batalkan dahulu perubahan "
    "yang kemudian, lalu pisahkan lagi."
)


def put_back(merge_id: int) -> None:
    """Every row the merge touched, the last one first. Raises InTheWay; nothing is then put back."""
    found = rows(SQL["unmerge_rows"], {"merge": merge_id})
    for _, table, _row, what, was, _became in found:
        if what == "aside":
            insert(table, was)
    for _, table, row_id, what, was, became in found:
        if what == "changed":
            _change_back(table, row_id, _plain(was), _plain(became))


def carry_back(merge_id: int) -> None:
    """Rows that were passed on, to whom they belonged; the person must be there again."""
    for _, table, row_id, what, was, became in rows(SQL["unmerge_rows"], {"merge": merge_id}):
        if what == "moved":
            _back(table, row_id, _plain(was), _plain(became))


def insert(table: str, was: Any) -> None:
    """A row as it was. Raises InTheWay where the database will not have it any more."""
    try:
        with transaction.atomic():
            if table == "registry_personvisit":
                run("select registry_put_back(%(was)s)", {"was": as_json(was)})
                return
            names = [name for (name,) in rows(SQL["columns"], {"table": table})]
            columns = pieces(tuple(names))
            run(
                SQL["put_back"].format(table=table, columns=columns["columns"], values=columns["values"]),
                {"was": as_json(was)},
            )
    except IntegrityError as taken:
        raise InTheWay(SINCE.format(what=_called(table))) from taken


def _back(table: str, row_id: int, was: dict[str, Any], became: dict[str, Any]) -> None:
    ((column, person),) = was.items()
    one = next(each for each in held() if each.table == table and each.column == column)
    if one.frozen:
        _pass_back(one, row_id, person, became[column])
        return
    at = became[column] if one.key == column else row_id
    _write(table, one.key, at, was, became, lenient=False)


def _pass_back(one: Held, row_id: int, person: int, now: int) -> None:
    """A row that never changes but in whose it is."""
    asked = SQL["still_of"].format(table=one.table, column=one.column, key=one.key)
    found = row(asked, {"row": row_id, "now": now})
    if found and not found[0]:
        raise InTheWay(SINCE.format(what=_called(one.table)))
    if found:
        run("select registry_pass_on(%(kind)s, %(ids)s, %(to)s)", {"kind": one.table, "ids": [row_id], "to": person})


def _change_back(table: str, row_id: int, was: dict[str, Any], became: dict[str, Any]) -> None:
    one = next(each for each in changes() if each.table == table and set(each.columns) == set(was))
    _write(table, one.key, row_id, was, became, lenient=one.lenient)


def _write(table: str, key: str, at: int, was: dict[str, Any], became: dict[str, Any], *, lenient: bool) -> None:
    parts = {"table": table, "key": key, **pieces(tuple(was))}
    try:
        with transaction.atomic():
            run(SQL["now_checked"])
            done = run(SQL["back"].format(**parts), {"row": at, "was": Jsonb(was), "became": Jsonb(became)})
    except IntegrityError as taken:
        raise InTheWay(SINCE.format(what=_called(table))) from taken
    if done or lenient:
        return
    # a row that is gone altogether was forgotten or counted anew: there is nothing to give back
    if (still := row(SQL["stands"].format(**parts), {"row": at})) and still[0]:
        raise InTheWay(SINCE.format(what=_called(table)))


def _called(table: str) -> str:
    return next((one.called for one in held() if one.table == table and one.called), "data")


def _plain(told: Any) -> dict[str, Any]:
    found = json.loads(told) if isinstance(told, str) else told
    return dict(found)
