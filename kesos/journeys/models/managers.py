"""Who is to take over what a family held through its dead manager or head."""

from django.db import models
from django.db.models import Q

FLOW = "ganti_pengurus"


class ManagerChange(models.Model):
    """One word of the kelurahan: this adult of the same card takes over, or (without a person) nobody of it can, and
    the place is free. It takes effect when the supervisor agrees; until then it can be taken back."""

    enrolment = models.ForeignKey("registry.Enrolment", models.PROTECT, related_name="manager_changes")
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+")
    region_code = models.CharField(max_length=10)
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, help_text="Mengapa tidak ada yang dapat menggantikan")
    asked_at = models.DateTimeField()
    by_user_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"id", "enrolment", "region_code", "case", "asked_at", "by_user_id", "ended_at"})
        personal = frozenset({"person", "reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(ended_at=None), name="manager_one_open"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(reason__regex=r"\S.{3,}\S"), name="manager_nobody_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"manager change {self.pk}"
