"""Who needs social welfare services (PPKS), by the 26 types of Permensos 8/2012; the word of 2012 was PMKS."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class PpksRecord(models.Model):
    """One type of one person, from one day to another; somebody may stand in several types at once.

    `type` is a code of the list `ppks_types`, whose details say the age, the sex, whether it may stand for somebody
    without a NIK and whether it is shown to roles with need alone. A statement's trigger holds the first and the third;
    age and sex are warnings for people to look at, because the person is served either way. `region_code` is the
    person's, whatever is written there: triggers keep it, so that a list by place is a range of an index.
    """

    class Disability(models.TextChoices):
        PHYSICAL = "fisik", "Fisik"
        INTELLECTUAL = "intelektual", "Intelektual"
        MENTAL = "mental", "Mental"
        SENSORY = "sensorik", "Sensorik"

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="ppks")
    type = models.CharField(max_length=8, help_text="Kode jenis, misalnya PPKS-08")
    disabilities = ArrayField(models.CharField(max_length=12), default=list, help_text="Ragam menurut UU 8/2016")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    region_code = models.CharField(max_length=10, default="", help_text="Tempat tinggal orangnya; diisi basis data")

    class Privacy:
        internal = frozenset({"id", "person", "from_on", "to_on", "source", "region_code"})
        sensitive = frozenset({"type", "disabilities"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "type"], condition=Q(to_on=None), name="ppks_once_while_open"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="ppks_order"),
            models.CheckConstraint(
                condition=Q(disabilities__contained_by=["fisik", "intelektual", "mental", "sensorik"]),
                name="ppks_disability_of_uu_8_2016",
            ),
            models.CheckConstraint(condition=Q(region_code__regex=r"^[0-9]{10}$"), name="ppks_stands_in_a_village"),
        ]
        indexes = [models.Index(fields=["type", "region_code", "id"], name="ppks_place")]

    def __str__(self) -> str:
        return f"ppks {self.pk}"
