"""The SQL that reads the answers of a visit, made from the one table of variables: values, faults, skip rules."""

import re
from collections.abc import Mapping
from datetime import date

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from kesos.bulk.statements import statements
from kesos.regions.models import CodeEntry
from kesos.registry import dtsen
from kesos.registry.dtsen import Condition, Level, Variable
from kesos.registry.models.visits import SECOND_COLUMN, column_name

VALUE = statements("kesos.registry", "sql/facts_visit.sql")
# these say whose answers they are and are read once, as card, NIK and name
WHOSE = {"no_kk": "kk", "nik": "nik", "full_name": "full_name"}
NUMBER = {"int": "^-?[0-9]{1,15}$", "count or code": "^-?[0-9]{1,15}$", "bitmask": "^[0-9]{1,6}$"}
UUID = "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$"
FAULT = {
    "code": "NOT_A_CODE", "code+date": "NOT_A_CODE", "set": "NOT_A_CODE", "bitmask": "NOT_A_SUM",
    "date": "NOT_A_DATE", "bool": "NOT_YES_NO", "bool+date": "NOT_YES_NO", "file": "NOT_A_KEY", "uuid": "NOT_A_KEY",
}  # fmt: skip
UNKNOWN_BITS = 99  # the questionnaire's own "does not know" beside the sum of powers of two


def codes_of(level: Level, day: date) -> dict[str, dict[str, str]]:
    """By list: what may be written for each code that holds on the day: the code itself or its label."""
    wanted = {_list(v) for v in dtsen.of_level(level)} - {"", "region"}
    found: dict[str, dict[str, str]] = {name: {} for name in wanted}
    entries = CodeEntry.objects.filter(list__in=wanted).exclude(valid_to__lt=day).exclude(valid_from__gt=day)
    for name, code, label in entries.values_list("list", "code", "label"):
        found[name].setdefault(label.casefold(), code)
        found[name][code.casefold()] = code
    return found


def parts(level: Level, codes: Mapping[str, Mapping[str, str]], areas: list[str]) -> dict[str, str]:
    """What stands for {values}, {faults}, {skips}, {asked}, {differs}, {into} and {from} in facts_visit.sql."""
    values: dict[str, str] = {}
    faults, skips = [], []
    for v in dtsen.of_level(level):
        made = _values(v, codes, areas)
        values |= made
        faults += _faults(v, made, codes)
        if v.asked_when:
            held = " and ".join(_holds(level, condition) for condition in v.asked_when)
            skips.append(
                f"case when a_{column_name(v)} is not null and not coalesce({held}, false) then 'SKIPPED:{v.field}' end"
            )
    asked = [v for v in dtsen.of_level(level) if v.field not in WHOSE and not re.match(r"II? ", v.block)]
    whose = [
        "line",
        "kk",
        "card_fault",
        *(["nik", "nik_text", "full_name", "nik_fault"] if level == "individual" else []),
    ]
    raw = [name for v in dtsen.of_level(level) if v.field not in WHOSE for name in raw_names(v)]
    return {
        "raw": ", ".join(f's."{name}"' for name in raw),
        "kept": ", ".join(f"t.{name}" for name in [*whose, "says_nothing", *(f"a_{column}" for column in values)]),
        "values": ", ".join(f"{expression} as a_{column}" for column, expression in values.items()),
        "faults": ", ".join(faults),
        "skips": ", ".join(skips),
        "asked": ", ".join(f's."{v.field}"' for v in asked),
        "differs": f"({', '.join(f'k.{column}' for column in values)}) is distinct from "
        f"({', '.join(f'w.a_{column}' for column in values)})",
        "into": ", ".join(values),
        "from": ", ".join(f"s.a_{column}" for column in values),
    }


def _values(v: Variable, codes: Mapping[str, Mapping[str, str]], areas: list[str]) -> dict[str, str]:
    """The column or columns of a variable, each with the expression of its typed value; null where unreadable."""
    raw, column = f's."{WHOSE.get(v.field, v.field)}"', column_name(v)
    if v.field == "no_kk":
        return {column: "case when n.kk_sound then n.kk_text::bigint end"}
    if v.field == "nik":
        return {column: "case when n.nik_sound then n.nik_text::bigint end"}
    if v.kind in NUMBER:
        first = f"case when {raw} ~ '{NUMBER[v.kind]}' then {raw}::bigint end"
    elif v.kind == "decimal(9,6)":
        first = f"case when {raw} ~ '^-?[0-9]{{1,3}}[.,][0-9]+$' then replace({raw}, ',', '.')::numeric(9, 6) end"
    elif v.kind == "decimal":
        # 1.000 as text could be a thousand; only what a number cell holds may have three digits behind the point
        first = (
            f"case when {raw} ~ '^[0-9]{{1,10}}([.,][0-9]{{1,2}})?$'"
            f" or {_kind(v)} = 'n' and {raw} ~ '^[0-9]{{1,10}}[.][0-9]+$'"
            f" then replace({raw}, ',', '.')::numeric(12, 2) end"
        )
    elif v.kind == "date":
        first = f"registry_day({raw}, {_kind(v)})"
        if v.field == "survey_date":
            first = f"case when {raw} is null then %(dated_on)s else {first} end"
    elif v.kind in ("bool", "bool+date"):
        first = VALUE["yes_no"].replace("{raw}", raw)
    elif v.kind in ("code", "code+date"):
        first = _code(raw, codes[_list(v)]) if _list(v) else raw
    elif v.kind == "set":
        each = _code("btrim(one)", codes[_list(v)])
        first = VALUE["set"].replace("{each}", each).replace("{raw}", raw)
    elif v.kind in ("file", "uuid"):
        first = f"case when {raw} ~ '{UUID}' then {raw}::uuid end"
    elif v.kind == "fk individual":
        mine = sql.Literal(areas).as_string(connection.connection)
        first = VALUE["person"].replace("{mine}", mine).replace("{raw}", raw)
    else:
        first = raw
    if v.kind not in SECOND_COLUMN:
        return {column: first}
    second = v.field + SECOND_COLUMN[v.kind][0]
    return {column: first, second: f'registry_day(s."{second}", s."{second}_kind")'}


def _faults(v: Variable, made: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]) -> list[str]:
    if v.field in WHOSE or v.kind == "fk individual":
        return []
    found = []
    for column in made:
        field = v.field if column == column_name(v) else column
        code = FAULT.get(v.kind, "NOT_A_NUMBER") if field == v.field else "NOT_A_DATE"
        if not made[column].startswith("s."):  # text as sent is never unreadable
            found.append(f"case when t.\"{field}\" is not null and a_{column} is null then '{code}:{field}' end")
    column = f"a_{column_name(v)}"
    if v.kind == "bitmask":
        bits = sum({int(code) for code in codes[_list(v)].values() if code.isdigit()} - {UNKNOWN_BITS})
        found.append(
            f"case when {column} <> {UNKNOWN_BITS} and {column} & ~{bits}::bigint <> 0 then 'NOT_A_SUM:{v.field}' end"
        )
    if v.least is not None:
        found.append(f"case when {column} < {v.least} then 'TOO_SMALL:{v.field}' end")
    if v.most is not None:
        found.append(f"case when {column} > {v.most} then 'TOO_LARGE:{v.field}' end")
    return found


def _holds(level: Level, condition: Condition) -> str:
    of = next(v for v in dtsen.of_level(level) if v.field == condition.field)
    compare = "<>" if condition.compare == "!=" else condition.compare
    text = of.kind in ("code", "code+date", "text")
    value = f"'{condition.value}'" if text else condition.value
    return f"a_{column_name(of)} {compare} {value}"


def _code(raw: str, known: Mapping[str, str]) -> str:
    """The code itself, as nearly always, else one written with a zero before it or as its label."""
    codes = sorted(set(known.values()))
    plain = sql.Literal(codes).as_string(connection.connection)
    labels = sql.Literal(Jsonb(dict(known))).as_string(connection.connection)
    return (
        f"case when {raw} = any ({plain}::text[]) then {raw} when {raw} is not null then"
        f" coalesce({labels}::jsonb ->> lower({raw}), {labels}::jsonb ->> ltrim({raw}, '0')) end"
    ).replace("%", "%%")


def raw_names(v: Variable) -> list[str]:
    """The cells of a variable: one, or two where the source sends a code with its month."""
    return [v.field, v.field + SECOND_COLUMN[v.kind][0]] if v.kind in SECOND_COLUMN else [v.field]


def _kind(v: Variable) -> str:
    return f's."{v.field}_kind"'


def _list(v: Variable) -> str:
    """Lists of Dukcapil stand under their own names."""
    return "" if v.codelist == "region" else v.codelist.removeprefix("dukcapil.")
