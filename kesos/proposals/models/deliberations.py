"""The deliberation (musyawarah) of one desa or kelurahan in one month."""

from django.db import models

FLOW = "musyawarah"


class Deliberation(models.Model):
    """Where the proposals of a village are agreed to; its minutes or the head's statement carry them on."""

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="deliberations")
    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="+")
    held_on = models.DateField()
    place = models.TextField()
    minutes_number = models.TextField(blank=True, help_text="Nomor berita acara atau SPTJM")

    class Privacy:
        internal = frozenset({"id", "period", "region", "case", "held_on", "place", "minutes_number"})

    class Meta:
        constraints = [
            # one that was called off makes room for another, so the case says which one counts
            models.UniqueConstraint(fields=["period", "region", "held_on"], name="deliberation_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"deliberation {self.pk}"
