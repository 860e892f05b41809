"""What a month came to, kelurahan by kelurahan, as it stood when the month was closed."""

from django.db import models
from django.db.models import Q


class MonthFigure(models.Model):
    """One indicator of one kelurahan in one month. Written once; a trigger lets nothing change it."""

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="figures", db_index=False)
    region_code = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    frozen_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "period", "region_code", "code", "value", "frozen_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "code", "region_code"], name="month_figure_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="month_figure_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.region_code}"
