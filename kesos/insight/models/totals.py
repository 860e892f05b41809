"""Totals by place and month, counted by night, and when each was counted."""

from django.db import models
from django.db.models import Q


class Total(models.Model):
    """How many of a measure's value a place has: one row a place of any level, from kelurahan up to province.

    A page asks for the rows under one `parent_code` ("" above the provinces): in a province some thirty-five a value,
    whatever lies below. `value` is empty where the measure has none. Rows of past months stay as last counted.
    """

    period = models.DateField(help_text="Hari pertama bulan hitungan")
    parent_code = models.CharField(max_length=6)
    measure = models.CharField(max_length=24)
    region_code = models.CharField(max_length=10)
    value = models.CharField(max_length=24)
    number = models.BigIntegerField()

    class Privacy:
        internal = frozenset({"id", "period", "parent_code", "measure", "region_code", "value", "number"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "parent_code", "measure", "region_code", "value"], name="total_once"
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="total_counts_something"),
            models.CheckConstraint(condition=Q(period__day=1), name="total_of_a_month"),
            models.CheckConstraint(
                condition=Q(region_code__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$")
                & Q(region_code__startswith=models.F("parent_code")),
                name="total_below_its_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value} of {self.region_code}"


class Refresh(models.Model):
    """When a measure of a month, or the list of families, was counted last."""

    measure = models.CharField(max_length=24)
    period = models.DateField()
    as_of = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "measure", "period", "as_of"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "period"], name="refresh_once_a_month")]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"
