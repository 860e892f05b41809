"""What happened to memberships: every change of state, and the case of those on which somebody acted."""

from django.db import models
from django.db.models import Q

FLOW = "penerima"


class MembershipCase(models.Model):
    """The case of a membership, opened when somebody first acts on it: hundreds of thousands never need one."""

    enrolment = models.OneToOneField(
        "registry.Enrolment", models.PROTECT, primary_key=True, related_name="membership_case"
    )
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="membership_case")

    class Privacy:
        internal = frozenset({"enrolment", "case"})

    def __str__(self) -> str:
        return f"case of enrolment {self.enrolment_id}"


class MembershipChange(models.Model):
    """A membership went from one state to another, and why; written with the change, never altered."""

    enrolment = models.ForeignKey("registry.Enrolment", models.CASCADE, related_name="changes")
    from_state = models.CharField(max_length=24)
    to_state = models.CharField(max_length=24)
    on_day = models.DateField(help_text="Hari berlakunya")
    reason_code = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    by_user_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "enrolment", "from_state", "to_state", "on_day", "reason_code", "by_user_id", "at"})
        personal = frozenset({"reason"})

    class Meta:
        db_table_comment = "kesos:append-only"
        constraints = [
            models.CheckConstraint(condition=~Q(from_state=models.F("to_state")), name="membership_change_moves")
        ]

    def __str__(self) -> str:
        return f"membership change {self.pk}"
