"""Social homes and who stays in them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class Panti(models.Model):
    """A residential social home. `region` is as narrow as it is known."""

    code = models.CharField(max_length=20, unique=True)
    name = models.TextField()
    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    capacity = models.PositiveIntegerField(null=True, help_text="Jumlah tempat; kosong bila belum diketahui")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")

    class Privacy:
        public = frozenset({"id", "code", "name", "region", "capacity"})
        internal = frozenset({"source"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9./-]*$"), name="panti_code"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="panti_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.code


class Stay(models.Model):
    """Somebody lives in a home from one day to another. The day of leaving is free for the next home."""

    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="stays")
    panti = models.ForeignKey(Panti, models.PROTECT, related_name="stays")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "from_on", "to_on", "source"})
        personal = frozenset({"person", "panti"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(to_on=None), name="stay_one_open"),
            ExclusionConstraint(
                name="stay_in_one_place",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func("from_on", "to_on", function="DATERANGE", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="stay_order"),
        ]

    def __str__(self) -> str:
        return f"stay {self.pk}"
