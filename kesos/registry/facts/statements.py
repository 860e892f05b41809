"""The statements of one run: the SQL files' skeletons, filled for its kind, its columns and what was told once."""

from dataclasses import dataclass

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from kesos.bulk import staging
from kesos.bulk.statements import statements
from kesos.regions.models import CodeEntry
from kesos.registry.facts import answers
from kesos.registry.facts.kinds import FactKind, kinds
from kesos.registry.models import ImportRun

CHECK = statements("kesos.registry", "sql/facts_check.sql")
SMALL = statements("kesos.registry", "sql/facts_small.sql")
BROUGHT = statements("kesos.registry", "sql/facts_brought.sql")


@dataclass(frozen=True, slots=True)
class Steps:
    """`read` finds a run's values between two lines, `judge` sets them beside what is known, the others apply them."""

    read: str
    whose: str
    judge: str
    slices: tuple[str, ...]
    writes: tuple[str, ...]
    sequence: str


def steps_of(found: ImportRun, *, areas: list[str]) -> Steps:
    """Within the acting transaction: code lists are read as of the run's day."""
    kind = kinds()[found.kind]
    whose = (BROUGHT if kind.brings else CHECK)[f"whose_{kind.whose}"]
    made = {
        "numbers": CHECK["numbers"],
        "whose_card": CHECK["whose_card"],
        "whose_nik": CHECK["whose_nik"],
        "whose": CHECK["whose_card"] + (", " + CHECK["whose_nik"] if kind.of_people else ""),
        "whose_somebody": BROUGHT["whose_somebody"],
        "whose_visit": whose,
        "nik_text": "translate(s.nik, ' .-''’' || chr(160), '')" if kind.of_people else "null::text",
        "mapped": ", ".join(f's."{name}"' for name in kind.shape.fields if name in found.columns),
        "sent": _sent(found, kind),
    }
    writes: tuple[str, ...]
    if kind.level:
        made |= answers.parts(kind.level, answers.codes_of(kind.level, found.dated_on), areas)
        read = _filled(kind.sql["read"], made)
        judge, writes = kind.sql[f"{kind.level}_judge"], (kind.sql[f"{kind.level}_new"],)
        values = f"s.line, {made['from']}"
    else:
        made |= {name: _words(code_list, found) for name, code_list in kind.words.items()}
        read = _filled(kind.statement("read"), made)
        judge = kind.statement("judge")
        writes = tuple(
            kind.statement(step) for step in ("first", "new", "changed") if f"{kind.code}_{step}" in kind.sql
        )
        made["whose"] = whose
        values = ", ".join(f"s.{name}" for name in ["line", *kind.values.split()])
    return Steps(
        read=read,
        whose=whose,
        judge=_filled(judge, made),
        slices=tuple(
            _filled(CHECK[one], {"values": values, "read": read}) for one in ("slice_verdicts", "slice_values")
        ),
        writes=tuple(_filled(one, made) for one in writes),
        sequence=f"{kind.table}_id_seq",
    )


def cells(found: ImportRun, kind: FactKind) -> dict[str, str]:
    """The text of each field of the kind in a staged row `r`: its cell, what was told once, or nothing."""
    return {
        name: f"nullif(btrim(r.texts[{found.columns[name] + 1}]), '')"
        if name in found.columns
        else f"{literal(found.told.get(name))}::text"
        for name in kind.shape.fields
    }


def _filled(skeleton: str, made: dict[str, str]) -> str:
    """Placeholders by name, twice, for parts that hold placeholders themselves."""
    for _ in range(2):
        for name, text in made.items():
            skeleton = skeleton.replace("{" + name + "}", text)
    return skeleton


def _sent(found: ImportRun, kind: FactKind) -> str:
    mapped = {name: found.columns[name] for name in kind.shape.fields if name in found.columns}
    rest = [
        f'{literal(found.told[name])}::text as "{name}", \'t\' as "{name}_kind"'
        if found.told.get(name)
        else f'null::text as "{name}", \'b\' as "{name}_kind"'
        for name in kind.shape.fields
        if name not in mapped
    ]
    columns = [staging.columns_sql(mapped).as_string(connection.connection), *rest]
    return _filled(
        CHECK["sent"],
        {"columns": ", ".join(columns), "batch": str(found.batch_id), "data_from": str(found.data_from)},
    )


def _words(code_list: str, found: ImportRun) -> str:
    """Code, name and short name of each entry that holds on the day of the file, in small letters, to its code."""
    known = CodeEntry.objects.filter(list=code_list).exclude(valid_to__lt=found.dated_on)
    words: dict[str, str] = {}
    for code, label, details in known.values_list("code", "label", "details"):
        for word in (label, details.get("abbr", "")):
            words.setdefault(word.casefold(), code)
    words |= {code.casefold(): code for code in known.values_list("code", flat=True)}
    words.pop("", None)
    return literal(Jsonb(words)) + "::jsonb"


def literal(value: object) -> str:
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")
