"""One visit, one row: every variable of the integrated data as a typed column, made from the one table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kesos.registry import dtsen
from kesos.registry.dtsen import Condition, Level, Variable

# what the source sends as one cell and a database keeps as two
SECOND_COLUMN = {"code+date": ("_month", "Bulan terakhir menerima"), "bool+date": ("_died_on", "Tanggal meninggal")}
# when the second of the two may be filled at all: what the first must say
SECOND_WHEN: dict[str, tuple[Any, str]] = {"code+date": ("1", "Ya"), "bool+date": (False, "Tidak")}
PERSONAL = {"id", "image", "location"}
NUMERIC = ("int", "count or code", "bitmask")


def columns_of(variable: Variable) -> dict[str, models.Field[Any, Any]]:
    """The column or two columns of one variable; every answer may be missing."""
    kind, label = variable.kind, variable.label
    if kind in ("code", "code+date"):
        first: models.Field[Any, Any] = models.CharField(label, max_length=16, null=True)
    elif kind in ("int", "count or code", "bitmask"):
        first = models.BigIntegerField(label, null=True)
    elif kind == "decimal(9,6)":
        first = models.DecimalField(label, max_digits=9, decimal_places=6, null=True)
    elif kind == "decimal":
        first = models.DecimalField(label, max_digits=12, decimal_places=2, null=True)
    elif kind == "date":
        first = models.DateField(label, null=True)
    elif kind in ("bool", "bool+date"):
        first = models.BooleanField(label, null=True)
    elif kind in ("file", "uuid"):
        first = models.UUIDField(label, null=True)
    elif kind == "char16":
        first = models.BigIntegerField(label, null=True)
    elif kind == "set":
        first = ArrayField(models.CharField(max_length=16), verbose_name=label, null=True)
    elif kind == "fk individual":
        first = models.BigIntegerField(label, null=True)
    else:
        first = models.TextField(label, null=True)
    columns = {column_name(variable): first}
    if kind in SECOND_COLUMN:
        ending, what = SECOND_COLUMN[kind]
        columns[variable.field + ending] = models.DateField(f"{label}: {what}", null=True)
    return columns


def column_name(variable: Variable) -> str:
    """The variable's own name; the source's family id would hide our own."""
    return "family_id_as_sent" if variable.field == "family_id" else variable.field


def _visit(
    name: str,
    level: Level,
    doc: str,
    constraints: tuple[models.BaseConstraint, ...] = (),
    **own: models.Field[Any, Any],
) -> Any:
    classes: dict[str, set[str]] = {"internal": set(own) | {"id"}, "personal": set(), "sensitive": set()}
    columns: dict[str, models.Field[Any, Any]] = {}
    checks = []
    for variable in dtsen.of_level(level):
        made = columns_of(variable)
        columns |= made
        kept = "internal" if not variable.sensitive else "personal" if variable.sensitive in PERSONAL else "sensitive"
        classes[kept] |= made.keys()
        if variable.least is not None and variable.most is not None:
            column = column_name(variable)
            checks.append(
                models.CheckConstraint(
                    condition=models.Q(**{f"{column}__range": (variable.least, variable.most)})
                    | models.Q(**{column: None}),
                    name=f"{level}_visit_{column}",
                )
            )
    checks += [_skip(level, column, when) for column, when in _skips(level)]
    meta = type("Meta", (), {"constraints": [*checks, *constraints], "app_label": "registry"})
    privacy = type("Privacy", (), {kept: frozenset(fields) for kept, fields in classes.items()})
    body = {"__module__": __name__, "__doc__": doc, "Meta": meta, "Privacy": privacy, **own, **columns}
    return type(name, (models.Model,), body)


def _skips(level: Level) -> Iterator[tuple[str, models.Q]]:
    """Each column that is not always asked, and when it is."""
    kinds = {v.field: v.kind for v in dtsen.of_level(level)}
    for v in dtsen.of_level(level):
        if v.asked_when:
            yield column_name(v), reduce(and_, (_holds(kinds, condition) for condition in v.asked_when))
        if v.kind in SECOND_COLUMN:
            first, _ = SECOND_WHEN[v.kind]
            yield v.field + SECOND_COLUMN[v.kind][0], models.Q(**{v.field: first, f"{v.field}__isnull": False})


def _holds(kinds: dict[str, str], condition: Condition) -> models.Q:
    """A check lets the unknown pass, so that an answer which is not there must be named."""
    field, value = condition.field, int(condition.value) if kinds[condition.field] in NUMERIC else condition.value
    there = models.Q(**{f"{field}__isnull": False})
    if condition.compare == "!=":
        return there & ~models.Q(**{field: value})
    look = {"=": field, ">=": f"{field}__gte", "<=": f"{field}__lte"}[condition.compare]
    return there & models.Q(**{look: value})


def _skip(level: Level, column: str, when: models.Q) -> models.CheckConstraint:
    """Of the form alone: what a file says against the order of the questions is kept, with a warning."""
    return models.CheckConstraint(
        condition=models.Q(by_user_id=None) | models.Q(**{column: None}) | when, name=f"{level}_skip_{column}"
    )


def _by_user() -> models.BigIntegerField[Any, Any]:
    return models.BigIntegerField(null=True, help_text="Petugas yang mengisi formulir; kosong bila dari berkas")


def _draft() -> models.BooleanField[Any, Any]:
    return models.BooleanField(default=False, db_default=False, help_text="Sedang diisi; sesudah ditutup tidak berubah")


def _source() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")


FamilyVisit = _visit(
    "FamilyVisit",
    "family",
    "What one visit found of a family: house, assets, spending. Later visits add rows and change none.",
    family=models.ForeignKey("registry.Family", models.CASCADE, related_name="visits"),
    source=_source(),
    recorded_at=models.DateTimeField(),
    by_user_id=_by_user(),
    draft=_draft(),
    constraints=(
        models.UniqueConstraint(fields=["family"], condition=models.Q(draft=True), name="family_visit_one_draft"),
        models.CheckConstraint(
            condition=models.Q(draft=False) | models.Q(by_user_id__isnull=False), name="family_visit_draft_is_somebodys"
        ),
        models.CheckConstraint(
            condition=models.Q(by_user_id=None)
            | models.Q(draft=True)
            | models.Q(survey_date__isnull=False, survey_result__isnull=False),
            name="family_visit_closed_whole",
        ),
    ),
)
PersonVisit = _visit(
    "PersonVisit",
    "individual",
    "What one visit found of a member: schooling, work, health.",
    person=models.ForeignKey("registry.Person", models.CASCADE, related_name="visits"),
    visit=models.ForeignKey("registry.FamilyVisit", models.CASCADE, null=True, related_name="members"),
    source=_source(),
    recorded_at=models.DateTimeField(),
    by_user_id=_by_user(),
    draft=_draft(),
    constraints=(
        models.UniqueConstraint(
            fields=["visit", "person"], condition=models.Q(by_user_id__isnull=False), name="person_visit_once"
        ),
        models.CheckConstraint(
            condition=models.Q(by_user_id=None) | models.Q(visit__isnull=False), name="person_visit_of_a_visit"
        ),
    ),
)
