"""Dated facts about a family or a person: listed in the integrated data, in which decile, in which programme."""

from django.db import models
from django.db.models import F, Q


class Listing(models.Model):
    """A family in the integrated data, from one decree to another. DTSEN replaced DTKS (Inpres 4/2025)."""

    class Register(models.TextChoices):
        DTKS = "dtks", "DTKS"
        DTSEN = "dtsen", "DTSEN"

    family = models.ForeignKey("registry.Family", models.CASCADE, related_name="listings")
    register = models.CharField(max_length=8, choices=Register.choices)
    number = models.TextField(blank=True, help_text="ID DTKS/DTSEN menurut pusat")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    decree = models.TextField(blank=True, help_text="Nomor SK penetapan")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_constraint=False, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "family", "register", "number", "from_on", "to_on", "decree", "source"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "register"], condition=Q(to_on=None), name="listing_once_a_register"
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="listing_order"),
        ]

    def __str__(self) -> str:
        return f"listing {self.pk}"


class Decile(models.Model):
    """The official welfare decile of one release; imported, never computed here. 1 is the poorest tenth.

    A value outside 1–10 (press texts speak of an eleventh) is kept in `as_sent` and has no `decile`.
    """

    family = models.ForeignKey("registry.Family", models.CASCADE, related_name="deciles", db_index=False)
    release = models.CharField(max_length=8, help_text="Tahun dan triwulan, misalnya 2026-3")
    decile = models.PositiveSmallIntegerField(null=True)
    as_sent = models.TextField()
    source = models.ForeignKey("registry.Source", models.PROTECT, db_constraint=False, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "family", "release", "decile", "as_sent", "source"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "release"], name="decile_once_a_release"),
            models.CheckConstraint(condition=Q(decile=None) | Q(decile__range=(1, 10)), name="decile_1_to_10"),
            models.CheckConstraint(condition=Q(release__regex=r"^\d{4}-[1-4]$"), name="decile_release"),
        ]

    def __str__(self) -> str:
        return f"decile {self.pk}"


class Enrolment(models.Model):
    """A person in an aid programme. `state` is a code of the machine `penerima`, as it stands there.

    UU 13/2011: aid follows the integrated data. Who is not listed there when a membership is written needs an
    `unlisted_reason`; the database refuses it otherwise.
    """

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="enrolments", db_index=False)
    family = models.ForeignKey("registry.Family", models.CASCADE, null=True, related_name="enrolments")
    programme = models.CharField(max_length=16, help_text="Kode program, misalnya PKH")
    state = models.CharField(max_length=24, default="AKTIF")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    unlisted_reason = models.TextField(blank=True, db_default="", help_text="Alasan di luar data terpadu")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_constraint=False, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "person", "family", "programme", "state", "from_on", "to_on", "source"})
        personal = frozenset({"unlisted_reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"], condition=Q(to_on=None), name="enrolment_once_a_programme"
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="enrolment_order"),
        ]
        indexes = [
            models.Index(fields=["programme", "person"], name="enrolment_programme"),
            # memberships that have ended, too: what somebody ever received
            models.Index(fields=["person"], name="enrolment_person"),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"
