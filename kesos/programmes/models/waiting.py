"""Who waits for a programme: proposals endorsed while its quota was full."""

from django.db import models
from django.db.models import Q


class Waiting(models.Model):
    """One family, or person, waiting for one programme. What orders the list is kept beside it, so that the list is
    read in its order by an index; it is worked out again when the facts behind it change."""

    class Left(models.TextChoices):
        PLACED = "placed", "Ditetapkan sebagai pengganti"
        REFUSED = "refused", "Tidak ditetapkan"

    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="+", db_index=False)
    family = models.ForeignKey("registry.Family", models.PROTECT, related_name="waiting")
    person = models.ForeignKey(
        "registry.Person", models.PROTECT, related_name="waiting", help_text="Pengurus, atau orang yang diusulkan"
    )
    region_code = models.CharField(max_length=10)
    case = models.OneToOneField("workflow.Case", models.PROTECT, null=True, related_name="waiting")
    returns = models.ForeignKey(
        "registry.Enrolment", models.PROTECT, null=True, related_name="+",
        help_text="Kepesertaan yang keberatannya dikabulkan sesudah tempatnya diisi: didahulukan",
    )  # fmt: skip
    decile = models.PositiveSmallIntegerField(null=True)
    flags = models.PositiveSmallIntegerField(default=0, help_text="Lansia sendiri, disabilitas berat, ibu hamil")
    score = models.DecimalField(max_digits=8, decimal_places=3, default=0, help_text="Skor lokal")
    proposed_on = models.DateField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_as = models.CharField(max_length=12, choices=Left.choices, blank=True)

    class Privacy:
        internal = frozenset(
            {"id", "programme", "region_code", "case", "proposed_on", "entered_at", "left_at", "left_as"} | {"returns"}
        )
        personal = frozenset({"family", "person", "decile", "score"})
        sensitive = frozenset({"flags"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=Q(left_at=None), name="waiting_once_a_programme"
            ),
            models.CheckConstraint(condition=Q(decile=None) | Q(decile__range=(1, 10)), name="waiting_decile"),
            models.CheckConstraint(
                condition=Q(left_at=None, left_as="") | (Q(left_at__isnull=False) & ~Q(left_as="")),
                name="waiting_left_whole",
            ),
        ]
        indexes = [models.Index(fields=["region_code", "id"], name="waiting_place")]

    def __str__(self) -> str:
        return f"waiting {self.pk}"
