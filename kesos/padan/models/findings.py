"""What a comparison found of somebody: one row a source and NIK, as long as it holds."""

from django.db import models
from django.db.models import Q

from kesos.foundation.numbers import HIGHEST, LOWEST

FLOW = "temuan_padan"
LINKED = "tanpa_nik"  # the source of findings by probability: people without a sound NIK in the population's extract
STATES = ("TERBUKA", "DIUSULKAN", "DITERAPKAN", "DIABAIKAN")  # SELESAI: the finding itself is gone


class Finding(models.Model):
    """Who agrees has no row. A list's entry whom nobody knows has no person. `bucket` is that of the snapshots.

    Of those found by probability (LINKED) it is the kab/kota, `nik` the number proposed, `confidence` how sure.

    `state` is a code of the machine `temuan_padan`, kept here; a case is opened when a person acts. That person and
    run are there is kept by triggers (`sql/schema.sql`): once a statement, not once a row.
    """

    class Outcome(models.TextChoices):
        PARTLY = "sebagian", "Padan sebagian"
        NOT_FOUND = "tidak_ditemukan", "Tidak ditemukan"
        DIED = "meninggal", "Tercatat meninggal"
        MOVED = "pindah", "Tercatat pindah"
        DOUBLE = "ganda", "Ganda"

    source = models.CharField(max_length=16)
    bucket = models.PositiveSmallIntegerField()
    nik = models.BigIntegerField()
    person = models.ForeignKey("registry.Person", models.CASCADE, null=True, db_constraint=False, related_name="+")
    region_code = models.CharField(max_length=10)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    differs = models.TextField(blank=True, help_text="Isian yang berbeda, dipisah spasi")
    likeness = models.PositiveSmallIntegerField(null=True, help_text="Kemiripan nama, 0 sampai 100")
    confidence = models.PositiveSmallIntegerField(null=True, help_text="Peluang orang yang sama, 0 sampai 100")
    reasons = models.TextField(blank=True, db_default="", help_text="Yang sama dan yang berbeda, menurut pencocokan")
    their_name = models.TextField(blank=True)
    their_birth_date = models.DateField(null=True)
    their_sex = models.CharField(max_length=1, blank=True)
    their_region = models.CharField(max_length=10, blank=True)
    their_death = models.DateField(null=True)
    state = models.CharField(max_length=16, default="TERBUKA")
    run = models.ForeignKey(
        "padan.Run", models.PROTECT, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    case = models.ForeignKey("workflow.Case", models.PROTECT, null=True, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "source", "bucket", "person", "region_code", "state", "run", "case"})
        personal = frozenset(
            {
                "nik", "outcome", "differs", "likeness", "confidence", "reasons", "their_name", "their_birth_date",
                "their_sex", "their_region", "their_death",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "bucket", "nik"], name="finding_once_a_source"),
            models.UniqueConstraint(fields=["case"], condition=Q(case__isnull=False), name="finding_once_a_case"),
            models.CheckConstraint(condition=Q(nik__range=(LOWEST, HIGHEST)), name="finding_nik_16_digits"),
            models.CheckConstraint(
                condition=Q(outcome__in=["sebagian", "tidak_ditemukan", "meninggal", "pindah", "ganda"]),
                name="finding_outcome",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="finding_state"),
            models.CheckConstraint(condition=Q(state="TERBUKA") | Q(case__isnull=False), name="finding_has_its_case"),
            models.CheckConstraint(condition=Q(likeness=None) | Q(likeness__lte=100), name="finding_likeness"),
            models.CheckConstraint(condition=Q(confidence=None) | Q(confidence__lte=100), name="finding_confidence"),
            models.CheckConstraint(condition=Q(run__isnull=False) | Q(source=LINKED), name="finding_has_its_run"),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["region_code", "id"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                condition=Q(state="TERBUKA"),
                name="finding_open",
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.pk}"
