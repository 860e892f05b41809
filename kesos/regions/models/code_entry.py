"""Dated code lists: what a code means, since when and until when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class CodeEntry(models.Model):
    """One meaning of one code of one list over one stretch of days, first and last day included.

    None as `valid_from` is "since ever", as `valid_to` "until changed". History is never edited: the
    database lets the application close an entry and add another, nothing else. `recorded_by` None is shipped.
    """

    class Status(models.TextChoices):
        VERIFIED = "verified", "Terverifikasi"
        PARTLY = "partly", "Terverifikasi sebagian"
        UNVERIFIED = "unverified", "Belum diverifikasi"
        SEED = "seed", "Dari dokumen kebutuhan"
        OFFICE = "office", "Ditetapkan pengelola"

    list = models.CharField("daftar", max_length=40)
    code = models.CharField("kode", max_length=40)
    label = models.CharField("sebutan", max_length=200)
    position = models.IntegerField("urutan", default=0)
    valid_from = models.DateField("berlaku sejak", null=True)
    valid_to = models.DateField("berlaku sampai", null=True)
    source = models.CharField("sumber", max_length=200, blank=True)
    status = models.CharField("keadaan", max_length=10, choices=Status.choices)
    details = models.JSONField("rincian", default=dict)
    recorded_by = models.BigIntegerField("dicatat oleh", null=True)
    recorded_at = models.DateTimeField("dicatat pada", null=True)

    class Privacy:
        public = frozenset(
            {"id", "list", "code", "label", "position", "valid_from", "valid_to", "source", "status", "details"}
        )
        internal = frozenset({"recorded_by", "recorded_at"})

    class Meta:
        verbose_name = "kode"
        constraints = [
            ExclusionConstraint(
                name="code_entry_one_meaning_a_day",
                expressions=[
                    (F("list"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from", "valid_to", Value("[]"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="code_entry_validity_order",
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(label=""), name="code_entry_named"),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True, recorded_at__isnull=True)
                | Q(recorded_by__isnull=False, recorded_at__isnull=False),
                name="code_entry_recorded_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list}:{self.code}"
