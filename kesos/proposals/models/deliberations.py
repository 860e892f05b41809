"""The deliberation (musyawarah) of one desa or kelurahan in one month, and who was there."""

from django.db import models
from django.db.models import Q

FLOW = "musyawarah"


class Deliberation(models.Model):
    """Where the proposals of a village are agreed to; its minutes or the head's statement carry them on."""

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="deliberations")
    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="+")
    held_on = models.DateField()
    begins_at = models.TimeField(null=True, help_text="Jam di undangan")
    place = models.TextField()
    minutes_number = models.TextField(blank=True, help_text="Nomor berita acara atau SPTJM")
    carried_out_at = models.DateTimeField(null=True, help_text="Kapan lurah menjalankan keputusannya")

    class Privacy:
        internal = frozenset(
            {"id", "period", "region", "case", "held_on", "begins_at", "place", "minutes_number", "carried_out_at"}
        )

    class Meta:
        constraints = [
            # one that was called off makes room for another, so the case says which one counts
            models.UniqueConstraint(fields=["period", "region", "held_on"], name="deliberation_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"deliberation {self.pk}"


class Attendee(models.Model):
    """Somebody who was present, in the order of the list; one of them was in the chair."""

    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="attendees", db_index=False)
    region_code = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField(help_text="Nomor urut pada daftar hadir")
    name = models.CharField(max_length=120)
    standing = models.CharField(max_length=80, help_text="Unsur atau jabatan, misalnya Ketua RT 03")
    chairs = models.BooleanField(default=False)
    signs = models.BooleanField(default=False, help_text="Ikut menandatangani berita acara")

    class Privacy:
        internal = frozenset({"id", "deliberation", "region_code", "place", "standing", "chairs", "signs"})
        personal = frozenset({"name"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "place"], name="attendee_once_a_line"),
            models.UniqueConstraint(fields=["deliberation"], condition=Q(chairs=True), name="attendee_one_chair"),
            models.CheckConstraint(condition=Q(name__regex=r"\S") & Q(standing__regex=r"\S"), name="attendee_is_said"),
            models.CheckConstraint(condition=~Q(name__regex=r"[0-9]{16}"), name="attendee_without_nik"),
        ]

    def __str__(self) -> str:
        return f"attendee {self.pk}"
