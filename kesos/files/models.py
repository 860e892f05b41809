"""What a stored file is, and how long its class is kept."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class Retention(models.Model):
    """How many months files of a class are kept, from storing or from an event (a decision, a closed case).

    The office's own archive schedule (JRA) prevails: a new row with a later valid_from replaces the old one.
    """

    class Clock(models.TextChoices):
        STORED = "stored", "sejak disimpan"
        EVENT = "event", "sejak keputusan atau penutupan"

    retention_class = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    months = models.IntegerField()
    clock = models.CharField(max_length=8, choices=Clock.choices)
    legal_note = models.CharField(max_length=400)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset(
            {"id", "retention_class", "label", "months", "clock", "legal_note", "valid_from", "valid_to"}
        )

    class Meta:
        db_table = "files_retention"
        constraints = [
            models.CheckConstraint(condition=Q(months__gt=0), name="files_retention_months"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="files_retention_dates"
            ),
            ExclusionConstraint(
                name="files_retention_one_at_a_time",
                expressions=[
                    ("retention_class", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from", "valid_to", Value("[)"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class StoredFile(models.Model):
    """One upload or one file we made. The content lies on disk under the key (kesos.files.disk)."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=140, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    has_thumbnail = models.BooleanField(default=False)
    region_code = models.CharField(max_length=13, blank=True)
    stored_by = models.BigIntegerField()
    stored_at = models.DateTimeField()
    retention_class = models.CharField(max_length=40)
    expires_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset(
            {
                "key",
                "kind",
                "media_type",
                "size",
                "sha256",
                "has_thumbnail",
                "region_code",
                "stored_by",
                "stored_at",
                "retention_class",
                "expires_at",
                "deleted_at",
            }
        )
        personal = frozenset({"name"})

    class Meta:
        db_table = "files_stored_file"
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(deleted_at=None), name="files_to_expire"),
            models.Index(fields=["stored_by", "-stored_at"], name="files_mine"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="files_not_empty"),
            models.CheckConstraint(
                condition=Q(deleted_at=None, sha256__regex=r"^[0-9a-f]{64}$")
                | Q(deleted_at__isnull=False, sha256="", name=""),
                name="files_deleted_is_anonymous",
            ),
            models.CheckConstraint(
                condition=~Q(name__regex=r"[0-9]{16}") & ~Q(name__regex=r"[/\\]"), name="files_name_is_harmless"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
