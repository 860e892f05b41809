"""Makes kode.csv.gz: every code list the program ships, as dated entries with source and details.

    python -m kesos.regions.data.make_codelists FOLDER

FOLDER holds the tables named below. A column that is not code, label, order, validity, status or source goes
into `details` under its own name, English prose apart (PROSE): it is replaced by `wording.py` or left out.
See SOURCES.md.
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kesos.regions.data.make_regions import HERE, write
from kesos.regions.data.wording import (
    KUBE_INDICATORS,
    KUBE_RULES,
    PROGRAMME_WORDS,
    RECIPIENT_STATES,
    SIPKEMAS_STEPS,
    TOGETHER,
    source_in_indonesian,
)

COLUMNS = ("list", "code", "label", "position", "valid_from", "status", "source", "details")
PROSE = re.compile(
    r".*_en|.*note|seed_.*|serves|check|inputs|documents|output|exit_condition|evidence|basis|rule|value|step|term_id"
)
STATUS = ("verified", "partly", "unverified", "seed")
Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """How one file becomes a list: the column of the code and of the label, or a function that words it."""

    file: str
    label: str | Callable[[Row], str]
    code: str | Callable[[Row], str] = "code"
    list: str = ""  # empty: named after the file; "*": the file's own column `list`
    since: str = ""


def pair(row: Row) -> str:
    return f"{row['program_a']}+{row['program_b']}"


def together(row: Row) -> str:
    other = "bantuan lain" if row["program_b"] == "*" else row["program_b"]
    return TOGETHER[row["relation"]].format(row["program_a"], other)


def criterion(row: Row) -> str:
    return row["term_id"][0].upper() + row["term_id"][1:]


def step(row: Row) -> str:
    return SIPKEMAS_STEPS[row["step"]]


def kube_rule(row: Row) -> str:
    return KUBE_RULES[row["code"]]


def kube_indicator(row: Row) -> str:
    return KUBE_INDICATORS[row["code"]]


TABLES: tuple[Table, ...] = (
    Table("dtsen_codelists", "label_id", list="*"),
    Table("dukcapil_codelists", "label_id", list="*"),
    Table("ineligibility_reasons", "label_id"),
    Table("programs", "name_id"),
    Table("program_compatibility", together, code=pair),
    Table("pkh_components", "category_id", since="effective_from"),
    Table("ppks_types", "name_id"),
    Table("psks_types", "name_id"),
    Table("lksa_types", "name_id"),
    Table("fakir_miskin_criteria", criterion),
    Table("esik_classes", "name_id"),
    Table("sipkemas_steps", step, code="step"),
    Table("sipkemas_forums", "name"),
    Table("sipkemas_priority_groups", "name_id"),
    Table("kube_rules", kube_rule),
    Table("kube_indicators", kube_indicator),
    Table("panti_stages", "name_id"),
    Table("panti_cost_index", "name_id", since="valid_from"),
    Table("peksos_documents", "name_id"),
)


def entries(table: Table, rows: list[Row]) -> Iterator[Row]:
    source = ""
    for number, row in enumerate(rows, 1):
        own_source = row.pop("source", "")
        # "same" points at the row before
        source = (
            source + own_source.removeprefix("same").removeprefix(" page") if own_source[:4] == "same" else own_source
        )
        status = row.pop("definition_status", "") or row.pop("status", "")
        name = row.pop("list") if table.list == "*" else table.file
        code = row[table.code] if isinstance(table.code, str) else table.code(row)
        label = row.pop(table.label) if isinstance(table.label, str) else table.label(row)
        since = row.pop(table.since) if table.since else ""
        row.pop("code", None)
        position = row.pop("order", "") or str(number)
        if name == "programs":
            row = {column: PROGRAMME_WORDS.get(word, word) for column, word in row.items()}
        if name == "pekerjaan":  # its English column tells the reason this job may raise; "?" is for a person to judge
            reason = row.pop("label_en")
            row = {"reason": reason.rstrip("?"), "certain": "" if reason.endswith("?") else "1"} if reason else {}
        yield {
            "list": name,
            "code": code,
            "label": label,
            "position": position,
            "valid_from": f"{since}-01-01" if len(since) == 4 else since,
            "status": next((known for known in STATUS if status.startswith(known)), "unverified"),
            "source": source_in_indonesian(source or status),
            "details": details(row),
        }


def recipient_states() -> Iterator[Row]:
    """No table of the field has them: the machine's names, so that a new one is a row and no release."""
    for number, (code, label) in enumerate(RECIPIENT_STATES.items(), 1):
        yield {
            "list": "status_penerima", "code": code, "label": label, "position": str(number), "valid_from": "",
            "status": "seed", "source": "Alur penerima", "details": "{}",
        }  # fmt: skip


def details(row: Row) -> str:
    told = {key: value for key, value in row.items() if value and not PROSE.fullmatch(key)}
    return json.dumps({k: int(v) if v.isdigit() else v for k, v in told.items()}, ensure_ascii=False)


def main(folder: Path) -> None:
    found = []
    for table in TABLES:
        with open(folder / f"{table.file}.csv", encoding="utf-8") as file:
            found += list(entries(table, list(csv.DictReader(file))))
    found += recipient_states()
    write(HERE / "kode.csv.gz", COLUMNS, found)
    sys.stdout.write(f"{len(found)} entries, {len({row['list'] for row in found})} lists\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
