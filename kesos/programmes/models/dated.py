"""Rows that hold from one day to another: no two of the same thing on one day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class DayRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def one_a_day(name: str, *columns: str) -> ExclusionConstraint:
    """Rows equal in these columns never hold on the same day; the last day is a day on which they hold."""
    days = DayRange("valid_from", "valid_to", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    same = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(name=name, expressions=[*same, (days, RangeOperators.OVERLAPS)])


def in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=name)
