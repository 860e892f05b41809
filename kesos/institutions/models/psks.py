"""Those who help (PSKS), by the 12 kinds of Permensos 8/2012."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper


class Psks(models.Model):
    """A person of the registry, or an institution or group by its name, in the place where they help."""

    type = models.CharField(max_length=8, help_text="Kode jenis, misalnya PSKS-03")
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="psks")
    name = models.TextField(blank=True, help_text="Nama lembaga atau kelompok; kosong bila orang")
    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "type", "name", "region", "from_on", "to_on", "source"})
        personal = frozenset({"person"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | Q(person=None, name__regex=r"\S"),
                name="psks_person_or_name",
            ),
            models.UniqueConstraint(fields=["person", "type"], condition=Q(to_on=None), name="psks_person_once"),
            models.UniqueConstraint(
                "region", "type", Upper("name"), condition=Q(person=None, to_on=None), name="psks_institution_once"
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="psks_order"),
            models.CheckConstraint(condition=Q(type__regex=r"^PSKS-\d{2}$"), name="psks_type"),
        ]

    def __str__(self) -> str:
        return f"psks {self.pk}"
