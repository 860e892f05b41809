"""Sight beyond one's area: dated, with a holder; and the one look-up that crosses areas, counted."""

from django.db import models
from django.db.models import F, Q


class Reach(models.Model):
    """This holder ("institution:12", "forum:3", "assignment:7") reaches this person between two days."""

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="reached_by")
    holder = models.CharField(max_length=40)
    region_code = models.CharField(max_length=10, help_text="Tempat tinggal orang itu ketika jangkauan diberikan")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    why = models.TextField()

    class Privacy:
        personal = frozenset({"id", "person", "holder", "region_code", "from_on", "to_on", "why"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "holder"], condition=Q(to_on=None), name="reach_once_open"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="reach_order"),
            models.CheckConstraint(condition=Q(holder__regex=r"^[a-z_]+:\d+$"), name="reach_holder"),
        ]

    def __str__(self) -> str:
        return f"reach {self.pk}"


class AcrossLookUp(models.Model):
    """One look-up by NIK across areas: kept to count them; the audit tells who asked about whom."""

    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    purpose = models.TextField()
    found = models.BooleanField()

    class Privacy:
        internal = frozenset({"id", "user_id", "at", "purpose", "found"})

    class Meta:
        indexes = [models.Index(fields=["user_id", "-at"], name="across_look_up_recent")]

    def __str__(self) -> str:
        return f"across look-up {self.pk}"
