"""A list as a file: what stands about it in the file, where it is kept, what the audit is told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.excel_out import About
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.regions.queries import tree
from kesos.registry.services.export_terms import ListWanted, expires_at, hidden


def about_list(
    wanted: ListWanted, *, title: str, numbers: str, areas: Sequence[str], said: Iterable[tuple[str, str]], by: Actor,
    at: datetime, notes: Sequence[str] = (),
) -> About:  # fmt: skip
    """`numbers` names those that are masked or not; `said` is the narrowing as the screen told it."""
    names = tree.names(areas)
    place = ("Wilayah", "; ".join(names.get(area) or "Seluruh Indonesia" for area in areas))
    return About(
        title=title, made_by=by.name, made_at=at, purpose=wanted.purpose.strip(), data_as_of=at,
        filters=[place, *(pair for pair in said if pair[0] != "Wilayah")], expires_at=expires_at(at),
        notes=(f"{numbers} {'lengkap' if wanted.full_numbers else 'tersamar'}.", *notes),
    )  # fmt: skip


def keep(
    target: Path, *, about: About, rows: int, kind: str, areas: Sequence[str], by: Actor, at: datetime, **told: str
) -> StoredFile:
    """The stored file, which expires; `kind` is the audit's. What somebody searched for is not written down."""
    place = areas[0] if len(areas) == 1 else ""
    name = f"{about.title.replace(':', '')} {timezone.localdate(at):%Y-%m-%d}{target.suffix}"
    with target.open("rb") as data:
        file = files.put(data=data, name=name, kind="export", region_code=place, by=by, at=at)
    audit.record(
        kind, by=by, at=at, subject=f"file:{file.pk}", region_code=place, rows=rows, purpose=hidden(about.purpose),
        filters="; ".join(f"{name}: {'ya' if name == 'Pencarian' else value}" for name, value in about.filters), **told,
    )  # fmt: skip
    return file
