"""What came back from the centre: a decree and, row by row, which families it lists."""

from django.db import models
from django.db.models import Q


class Determination(models.Model):
    """One decree for one period, imported once."""

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="determinations")
    decree = models.TextField(help_text="Nomor SK penetapan")
    decreed_on = models.DateField()
    file_key = models.TextField(blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.BigIntegerField()
    source = models.ForeignKey("registry.Source", models.PROTECT, related_name="+")

    class Privacy:
        internal = frozenset(
            {"id", "period", "decree", "decreed_on", "file_key", "imported_at", "imported_by", "source"}
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "decree"], name="determination_once"),
            models.CheckConstraint(condition=~Q(decree=""), name="determination_has_a_decree"),
        ]

    def __str__(self) -> str:
        return f"determination {self.pk}"


class DeterminationRow(models.Model):
    """The decree's word on one proposal."""

    determination = models.ForeignKey(Determination, models.CASCADE, related_name="rows")
    proposal = models.OneToOneField("proposals.Proposal", models.PROTECT, related_name="determined")
    is_listed = models.BooleanField()
    decile_as_sent = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Privacy:
        internal = frozenset({"id", "determination", "proposal", "is_listed", "decile_as_sent", "reason"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_listed=True) | ~Q(reason=""), name="determination_refusal_has_reason")
        ]

    def __str__(self) -> str:
        return f"determination row {self.pk}"
