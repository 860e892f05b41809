"""Terms and choices of a place, dated: how many days, and what happens when they are over."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class PlaceTerm(models.Model):
    """One number under a key for a place ("" is the country); the nearest place around wins."""

    region_code = models.CharField(max_length=10, blank=True)
    key = models.CharField(max_length=60)
    value = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.TextField(help_text="Dasar hukum atau keputusan")
    is_verified = models.BooleanField(default=False, help_text="Sudah dicocokkan dengan naskah aslinya")

    class Privacy:
        public = frozenset({"id", "region_code", "key", "value", "valid_from", "valid_to", "basis", "is_verified"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(region_code__regex=r"^([0-9]{2}|[0-9]{4})?$"), name="term_place"),
            models.CheckConstraint(condition=~Q(basis=""), name="term_has_basis"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="term_in_order"),
            ExclusionConstraint(
                name="term_one_at_a_time",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("region_code", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from", "valid_to", Value("[)"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.region_code or 'Indonesia'}"
