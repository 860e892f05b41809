"""Two records of one person made one: who was merged into whom, and every row that was touched for it."""

from django.db import models
from django.db.models import F, Q


class Merge(models.Model):
    """The record that is no longer a person of its own, as it stood, and whom its numbers lead to.

    While `undone_at` is empty there is no person `gone_id`, and the database gives the number to nobody else. What was
    merged into somebody who was merged later leads to the last (`stays`).
    """

    stays = models.ForeignKey("registry.Person", models.PROTECT, related_name="merged")
    gone_id = models.BigIntegerField()
    nik = models.BigIntegerField(null=True)
    nik_claimed = models.BigIntegerField(null=True)
    full_name = models.TextField()
    region_code = models.CharField(max_length=10, help_text="Tempat tinggal menurut catatan yang digabung")
    record = models.JSONField(help_text="Baris orang itu seluruhnya, seperti sebelum digabung")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by_user_id = models.BigIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)
    undone_reason = models.TextField(blank=True)

    class Privacy:
        internal = frozenset({"id", "stays", "gone_id", "region_code", "at", "by_user_id", "undone_at", "undone_by"})
        personal = frozenset({"nik", "nik_claimed", "full_name", "reason", "undone_reason"})
        sensitive = frozenset({"record"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone_id"], condition=Q(undone_at=None), name="merge_once"),
            models.UniqueConstraint(fields=["nik"], condition=Q(undone_at=None), name="merge_number_leads_to_one"),
            models.CheckConstraint(condition=~Q(gone_id=F("stays")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
                name="merge_undone_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["nik_claimed"], condition=Q(nik_claimed__isnull=False), name="merge_claimed"),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class MergedRow(models.Model):
    """One row that a merge touched, in the order in which it did: read backwards, it is the way back.

    Nobody reads it but the system: it would tell who told something of somebody.
    """

    class What(models.TextChoices):
        MOVED = "moved", "Dialihkan"
        CHANGED = "changed", "Diubah"
        ASIDE = "aside", "Disimpan"

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    what = models.CharField(max_length=8, choices=What.choices)
    was = models.JSONField(help_text="Kolom yang berubah dengan nilainya dahulu; bila disimpan, seluruh baris")
    became = models.JSONField(null=True)

    class Privacy:
        internal = frozenset({"id", "merge", "table_name", "row_id", "what"})
        sensitive = frozenset({"was", "became"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what="aside", became=None) | Q(what__in=["moved", "changed"], became__isnull=False),
                name="merged_row_whole",
            ),
        ]
        indexes = [models.Index(fields=["table_name", "row_id"], name="merged_row_of")]

    def __str__(self) -> str:
        return f"merged row {self.pk}"
