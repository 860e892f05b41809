"""What an uploaded table looked like, kept until it is applied or thrown away."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Batch(models.Model):
    """One sheet of one file on its way in. Where reading stopped is known after any power cut."""

    class State(models.TextChoices):
        READING = "reading", "Sedang dibaca"
        STAGED = "staged", "Siap diperiksa"
        APPLIED = "applied", "Sudah diterapkan"
        DISCARDED = "discarded", "Dibuang"

    kind = models.CharField(max_length=40)
    user_id = models.BigIntegerField()
    region_code = models.CharField(max_length=13, blank=True)
    file_key = models.UUIDField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(
        max_length=64, blank=True, db_default="", help_text="SHA-256 isi berkas yang dibaca perintah"
    )
    sheet = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    n_rows = models.BigIntegerField(default=0)
    last_line = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    staged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset(
            {
                "id",
                "kind",
                "user_id",
                "region_code",
                "file_key",
                "file_name",
                "digest",
                "sheet",
                "state",
                "n_rows",
                "last_line",
                "created_at",
                "staged_at",
                "closed_at",
            }
        )

    class Meta:
        db_table = "bulk_batch"
        indexes = [models.Index(fields=["user_id", "-id"], name="bulk_batch_mine")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="reading", staged_at=None) | ~models.Q(state="reading"),
                name="bulk_batch_staged_once_read",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["reading", "staged"], closed_at=None)
                | models.Q(state__in=["applied", "discarded"], closed_at__isnull=False),
                name="bulk_batch_closed_when_over",
            ),
            models.CheckConstraint(condition=models.Q(last_line__gte=models.F("n_rows")), name="bulk_batch_counts"),
        ]


class StagedRow(models.Model):
    """One row as sent: texts, and a letter each for what the cell was (kesos.bulk.cells).

    The user stands in each row, because a row policy over the parent would cost a look-up a row at a million
    rows; no foreign key for the same reason: only `staging` writes here, and it deletes row and batch together.
    """

    pk = models.CompositePrimaryKey("batch_id", "line")
    batch_id = models.BigIntegerField()
    line = models.BigIntegerField()
    user_id = models.BigIntegerField()
    texts = ArrayField(models.TextField())
    kinds = models.TextField(blank=True)

    class Privacy:
        internal = frozenset({"batch_id", "line", "user_id", "kinds"})
        sensitive = frozenset({"texts"})

    class Meta:
        db_table = "bulk_staged_row"
