"""Families that a period's action against extreme poverty is aimed at."""

from django.db import models
from django.db.models import F, Q


class PovertyTarget(models.Model):
    """One family on the target list of one period, and how it stands there."""

    class State(models.TextChoices):
        AIMED_AT = "SASARAN", "Sasaran"
        HELPED = "TERTANGANI", "Tertangani"
        TAKEN_OUT = "DIKELUARKAN", "Dikeluarkan"

    family = models.ForeignKey("registry.Family", models.CASCADE, related_name="poverty_targets", db_index=False)
    period = models.CharField(max_length=8, help_text="Tahun, atau tahun dan bagiannya, misalnya 2026 atau 2026-1")
    state = models.CharField(max_length=12, choices=State.choices, default=State.AIMED_AT)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "family", "period", "state", "from_on", "to_on", "source"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "period"], name="poverty_target_once_a_period"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="poverty_target_order"),
            models.CheckConstraint(condition=Q(period__regex=r"^\d{4}(-\d{1,2})?$"), name="poverty_target_period"),
            models.CheckConstraint(
                condition=Q(state="SASARAN", to_on=None)
                | (Q(state__in=["TERTANGANI", "DIKELUARKAN"]) & Q(to_on__isnull=False)),
                name="poverty_target_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"poverty target {self.pk}"
