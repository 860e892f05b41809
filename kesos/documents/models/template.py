"""What a letter looks like and says, by version; and what it is called, by date."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kesos.documents.models.office import Office


class DocumentTitle(models.Model):
    """The title of a kind of letter from one day to another: DTKS became DTSEN in 2025. `valid_to` is the last day."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Privacy:
        public = frozenset({"id", "kind", "title", "basis", "valid_from", "valid_to"})

    def __str__(self) -> str:
        return self.title


class DocumentTemplate(models.Model):
    """One version of an office's template, or of the shipped default (no office). Active ones never change."""

    class State(models.TextChoices):
        DRAFT = "draft", "Rancangan"
        ACTIVE = "active", "Berlaku"

    class Paper(models.TextChoices):
        A4 = "a4", "A4 (210 × 297 mm)"
        F4 = "f4", "F4 (215 × 330 mm)"

    kind = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    paper = models.CharField("kertas", max_length=2, choices=Paper.choices, default=Paper.F4)
    margin_top = models.PositiveSmallIntegerField("tepi atas (mm)", default=15)
    margin_bottom = models.PositiveSmallIntegerField("tepi bawah (mm)", default=22)
    margin_left = models.PositiveSmallIntegerField("tepi kiri (mm)", default=25)
    margin_right = models.PositiveSmallIntegerField("tepi kanan (mm)", default=20)
    font = models.CharField("fon", max_length=80, default="Source Sans Pro")
    font_key = models.CharField(max_length=120, blank=True)
    font_size = models.DecimalField("ukuran huruf (pt)", max_digits=3, decimal_places=1, default=Decimal("11.5"))
    letterhead = ArrayField(models.CharField(max_length=160), verbose_name="kop surat", default=list, blank=True)
    logo_key = models.CharField(max_length=120, blank=True)
    body = models.TextField("isi surat")
    footer = models.CharField("catatan kaki", max_length=400, blank=True)
    number_pattern = models.CharField("pola nomor", max_length=80, default="460/{seq}/{unit}/{year}")
    validity_days = models.PositiveSmallIntegerField("masa berlaku (hari)", default=90)
    shows_decile = models.BooleanField("mencetak desil", default=False)
    shows_family = models.BooleanField("mencetak anggota keluarga", default=True)
    shows_programmes = models.BooleanField("mencetak program yang diterima", default=False)
    edited_by = models.BigIntegerField(null=True)
    edited_at = models.DateTimeField(null=True)

    class Privacy:
        public = frozenset(
            {"id", "kind", "office", "version", "state", "valid_from", "valid_to", "paper", "margin_top"}
            | {"margin_bottom", "margin_left", "margin_right", "font", "font_key", "font_size", "letterhead"}
            | {"logo_key", "body", "footer", "number_pattern", "validity_days", "shows_decile", "shows_family"}
            | {"shows_programmes"}
        )
        internal = frozenset({"edited_by", "edited_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "version"], nulls_distinct=False, name="template_version_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", valid_from__isnull=True, valid_to__isnull=True)
                | Q(state="active", valid_from__isnull=False),
                name="template_active_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="template_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(number_pattern__contains="{seq}") & Q(number_pattern__contains="{year}"),
                name="template_number_pattern_whole",
            ),
            models.CheckConstraint(
                condition=Q(font_size__range=(8, 16), margin_top__range=(5, 60), margin_bottom__range=(10, 60))
                & Q(margin_left__range=(5, 60), margin_right__range=(5, 60), validity_days__range=(1, 3660)),
                name="template_measures_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"
