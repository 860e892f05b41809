"""What was looked through for retention, what was forgotten, and the counts that stay."""

from django.db import models
from django.db.models import Q


class RetentionRun(models.Model):
    """One class on one day: how much is over its time; a preview changes nothing."""

    retention_class = models.CharField(max_length=40)
    before = models.DateField(help_text="Yang berakhir sebelum hari ini sudah lewat masanya")
    found = models.PositiveIntegerField()
    forgotten = models.PositiveIntegerField(null=True)
    is_preview = models.BooleanField()
    by_id = models.BigIntegerField()
    by_name = models.TextField(blank=True)
    at = models.DateTimeField()

    class Privacy:
        internal = frozenset(
            {"id", "retention_class", "before", "found", "forgotten", "is_preview", "by_id", "by_name", "at"}
        )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_preview=True, forgotten=None) | Q(is_preview=False, forgotten__isnull=False),
                name="retention_preview_forgets_nothing",
            )
        ]
        indexes = [models.Index(fields=["retention_class", "-id"], name="retention_latest")]

    def __str__(self) -> str:
        return f"retention {self.retention_class} {self.before}"


class Forgotten(models.Model):
    """What remains of rows that were forgotten: how many, of what, where, in which month."""

    retention_class = models.CharField(max_length=40)
    region_code = models.CharField(max_length=10)
    month = models.DateField()
    detail = models.CharField(max_length=40, blank=True)
    n = models.PositiveIntegerField()

    class Privacy:
        internal = frozenset({"id", "retention_class", "region_code", "month", "detail", "n"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["retention_class", "region_code", "month", "detail"], name="forgotten_once_a_month"
            ),
            models.CheckConstraint(condition=Q(n__gt=0), name="forgotten_counted"),
            models.CheckConstraint(condition=Q(month__day=1), name="forgotten_month"),
        ]

    def __str__(self) -> str:
        return f"forgotten {self.retention_class} {self.month}"
