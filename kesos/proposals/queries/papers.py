"""The papers of a case: what is there, what the next steps still ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kesos.files.models import StoredFile
from kesos.workflow.flow import Step
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case, Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper a step needs. `codes` are the alternatives; without `at` it is missing."""

    codes: tuple[str, ...]
    label: str
    value: str = ""
    key: UUID | None = None
    is_picture: bool = False
    by_name: str = ""
    at: datetime | None = None


def needed(case: Case, steps: Sequence[Step]) -> list[Sheet]:
    """What these steps need and everything attached before, each once, in the order in which it is asked for."""
    kept = {paper.code: paper for paper in Paper.objects.filter(case=case, current=True).order_by("pk")}
    stored = StoredFile.objects.in_bulk([key for paper in kept.values() if (key := _key(paper.file_key))])
    asked = dict.fromkeys(paper.codes for step in steps for paper in step.papers)
    known = {code for codes in asked for code in codes}
    asked |= dict.fromkeys((code,) for code in kept if code not in known)
    return [_sheet(case, codes, kept, stored) for codes in asked]


def _sheet(case: Case, codes: tuple[str, ...], kept: dict[str, Paper], stored: dict[UUID, StoredFile]) -> Sheet:
    label = " atau ".join(labels().paper(case.flow, code) for code in codes)
    label = label[:1].upper() + label[1:]
    paper = next((kept[code] for code in codes if code in kept), None)
    if paper is None:
        return Sheet(codes, label)
    key = _key(paper.file_key)
    file = stored.get(key) if key else None
    return Sheet(
        (paper.code,) if len(codes) == 1 else codes,
        label,
        value=paper.value,
        key=key if file and not file.deleted_at else None,
        is_picture=bool(file and file.has_thumbnail),
        by_name=paper.by_name,
        at=paper.at,
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
