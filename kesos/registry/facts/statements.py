"""The statements of one run: the SQL files' skeletons, filled for its kind, its columns and what was told once."""

from dataclasses import dataclass

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from kesos.bulk import staging
from kesos.bulk.statements import statements
from kesos.regions.models import CodeEntry
from kesos.registry.facts import answers
from kesos.registry.facts.shapes import ENROLMENT, LEVELS, PERSON_VISIT, SHAPES
from kesos.registry.models import ImportRun

CHECK = statements("kesos.registry", "sql/facts_check.sql")
SMALL = statements("kesos.registry", "sql/facts_small.sql")
VISIT = statements("kesos.registry", "sql/facts_visit.sql")
OF_PEOPLE = (ENROLMENT.kind, PERSON_VISIT.kind)
# what applying needs of a row's values; reading the card again would cost as much as all the rest
VALUES = {
    "listing": "register number from_on to_on decree",
    "decile": "release decile as_sent",
    "enrolment": "programme state from_on to_on unlisted_reason",
}
TABLES = {
    "listing": "registry_listing", "decile": "registry_decile", "enrolment": "registry_enrolment",
    "family_visit": "registry_familyvisit", "person_visit": "registry_personvisit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Steps:
    """`read` finds a run's values between two lines, `judge` sets them beside what is known, the others apply them."""

    read: str
    whose: str
    judge: str
    slices: tuple[str, ...]
    writes: tuple[str, ...]
    of_people: bool
    appends: bool
    sequence: str


def steps_of(found: ImportRun, *, areas: list[str]) -> Steps:
    """Within the acting transaction: code lists are read as of the run's day."""
    kind, people = found.kind, found.kind in OF_PEOPLE
    parts = {
        "numbers": CHECK["numbers"],
        "whose_card": CHECK["whose_card"],
        "whose_nik": CHECK["whose_nik"],
        "whose": CHECK["whose_card"] + (", " + CHECK["whose_nik"] if people else ""),
        "whose_visit": CHECK["whose_person" if people else "whose_family"],
        "nik_text": "translate(s.nik, ' .-''’' || chr(160), '')" if people else "null::text",
        "mapped": ", ".join(f's."{name}"' for name in SHAPES[kind].fields if name in found.columns),
        "sent": _sent(found),
    }
    writes: tuple[str, ...]
    if level := LEVELS.get(kind):
        made = parts | answers.parts(level, answers.codes_of(level, found.dated_on), areas)
        read = _filled(VISIT["read"], made)
        judge, writes = VISIT[f"{level}_judge"], (VISIT[f"{level}_new"],)
        values = f"s.line, {made['from']}"
    else:
        made = parts | {"states": _literal(_states(found)) + "::text[]", "programmes": _programmes(found)}
        read = _filled(SMALL[f"{kind}_read"], made)
        judge, writes = SMALL[f"{kind}_judge"], (SMALL[f"{kind}_new"], SMALL[f"{kind}_changed"])
        made["whose"] = parts["whose_visit"]
        values = ", ".join(f"s.{name}" for name in ["line", *VALUES[kind].split()])
    return Steps(
        read=read,
        whose=parts["whose_visit"],
        judge=_filled(judge, made),
        slices=tuple(
            _filled(CHECK[one], {"values": values, "read": read}) for one in ("slice_verdicts", "slice_values")
        ),
        writes=tuple(_filled(one, made) for one in writes),
        of_people=people,
        appends=kind in LEVELS,
        sequence=f"{TABLES[kind]}_id_seq",
    )


def _filled(skeleton: str, made: dict[str, str]) -> str:
    """Placeholders by name, twice, for parts that hold placeholders themselves."""
    for _ in range(2):
        for name, text in made.items():
            skeleton = skeleton.replace("{" + name + "}", text)
    return skeleton


def _sent(found: ImportRun) -> str:
    fields = SHAPES[found.kind].fields
    mapped = {name: found.columns[name] for name in fields if name in found.columns}
    rest = [
        f'{_literal(found.told[name])}::text as "{name}", \'t\' as "{name}_kind"'
        if found.told.get(name)
        else f'null::text as "{name}", \'b\' as "{name}_kind"'
        for name in fields
        if name not in mapped
    ]
    columns = [staging.columns_sql(mapped).as_string(connection.connection), *rest]
    return _filled(
        CHECK["sent"],
        {"columns": ", ".join(columns), "batch": str(found.batch_id), "data_from": str(found.data_from)},
    )


def _programmes(found: ImportRun) -> str:
    """Code and name of each programme of the catalogue, in small letters, to its code."""
    known = CodeEntry.objects.filter(list="programs").exclude(valid_to__lt=found.dated_on)
    words: dict[str, str] = {}
    for code, label in known.values_list("code", "label"):
        words.setdefault(label.casefold(), code)
        words[code.casefold()] = code
    return _literal(Jsonb(words))


def _states(found: ImportRun) -> list[str]:
    """What a membership may be on the day of the file."""
    entries = CodeEntry.objects.filter(list="status_penerima").exclude(valid_to__lt=found.dated_on)
    return list(entries.exclude(valid_from__gt=found.dated_on).values_list("code", flat=True))


def _literal(value: object) -> str:
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")
