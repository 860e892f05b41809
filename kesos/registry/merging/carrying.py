"""Rows of the one who goes become rows of the one who stays, and each that is touched is written down."""

import json
from typing import Any

from django.db import IntegrityError, transaction
from psycopg.types.json import Jsonb

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.foundation.errors import Refused
from kesos.registry.merging.held import Change, Held

SQL = statements("kesos.registry", "sql/merge.sql")
IN_THE_WAY = (
    "Keduanya memegang hal yang hanya boleh dimiliki seorang sekali ({what}). Selesaikan dahulu salah satunya, lalu "
    "gabungkan lagi."
)


class InTheWay(Refused):
    """Something both hold, or that changed meanwhile; the sentence says what, and how to solve it."""

    code = "merge_in_the_way"


def change(one: Change, told: dict[str, Any]) -> None:
    run(
        SQL["change"].format(sql=one.sql, table=one.table, key=one.key, **pieces(one.columns)),
        told | {"table": one.table},
    )


def carry(one: Held, told: dict[str, Any]) -> None:
    """Raises InTheWay where the database lets nobody have both; nothing is then left of this merge."""
    told = told | {"table": one.table, "column": one.column, "by_itself": one.key == one.column}
    try:
        with transaction.atomic():
            run(SQL["now_checked"])
            if one.aside or one.same:
                _set_aside(one, told)
            if one.frozen:
                _pass_on(one, told)
            elif not one.aside:
                run(SQL["carry"].format(table=one.table, column=one.column, key=one.key), told)
    except IntegrityError as both:
        sentence = one.clash.sentence.format(what="") if one.clash else IN_THE_WAY.format(what=one.called or one.table)
        raise InTheWay(sentence) from both


def _set_aside(one: Held, told: dict[str, Any]) -> None:
    aside = "true" if one.aside else same(one)
    parts = {"table": one.table, "column": one.column, "key": one.key, "aside": aside}
    if not one.frozen:
        run(SQL["set_aside"].format(**parts), told)
        return
    found = rows(SQL["rows_aside"].format(**parts), told)
    if found:
        ids = [row_id for row_id, _ in found]
        run("select registry_take_aside(%(ids)s)", {"ids": ids})
        _note(told, "aside", ids, [as_json(was) for _, was in found], [None] * len(ids))


def _pass_on(one: Held, told: dict[str, Any]) -> None:
    """Rows that never change but in whose they are."""
    ids = [row_id for (row_id,) in rows(SQL["ids"].format(table=one.table, column=one.column, key=one.key), told)]
    if ids:
        run("select registry_pass_on(%(kind)s, %(ids)s, %(to)s)", {"kind": one.table, "ids": ids, "to": told["stays"]})
        was, became = Jsonb({one.column: told["gone"]}), Jsonb({one.column: told["stays"]})
        _note(told, "moved", ids, [was] * len(ids), [became] * len(ids))


def same(one: Held) -> str:
    """SQL: the row `g` says what a row of the one who stays says."""
    if not one.same:
        return "false"
    return SQL["says_the_same"].format(table=one.table, column=one.column, same=one.same)


def _note(told: dict[str, Any], what: str, ids: list[int], was: list[Any], became: list[Any]) -> None:
    run(SQL["note"], told | {"what": what, "ids": ids, "was": was, "became": became})


def pieces(columns: tuple[str, ...]) -> dict[str, str]:
    """The pieces of a statement that name several columns at once."""
    return {
        "columns": ", ".join(columns),
        "values": ", ".join(f"r.{name}" for name in columns),
        "now": "jsonb_build_object(" + ", ".join(f"'{name}', t.{name}" for name in columns) + ")",
    }


def as_json(told: Any) -> Jsonb:
    """PostgreSQL's JSON as it came: a text where Django reads it so."""
    return Jsonb(json.loads(told) if isinstance(told, str) else told)
