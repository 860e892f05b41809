"""One month of one kab/kota."""

from django.db import models
from django.db.models import Q

FLOW = "periode_bulanan"


class Period(models.Model):
    """A month in which a kab/kota proposes, deliberates, verifies and endorses. Its state is its case's."""

    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    month = models.DateField(help_text="Hari pertama bulan")
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="+")

    class Privacy:
        internal = frozenset({"id", "region", "month", "case"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "month"], name="period_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="period_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"period {self.pk}"
