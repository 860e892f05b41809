"""Dated rows: the end after the beginning, and no two of the same at one time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q


def in_order(name: str, begins: str = "valid_from", ends: str = "valid_to") -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": F(begins)}), name=f"{name}_in_order"
    )


def never_twice(name: str, *fields: str, begins: str = "valid_from", ends: str = "valid_to") -> ExclusionConstraint:
    when = Func(F(begins), F(ends), function="tstzrange", output_field=DateTimeRangeField())
    same = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(name=f"{name}_never_twice", expressions=[*same, (when, RangeOperators.OVERLAPS)])
