"""A case on its way through a flow, the decisions that moved it, the papers it holds."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from kesos.workflow.models.columns import area, digits, text

OPEN = Q(closed_at__isnull=True)


class Case(models.Model):
    """One thing that waits for decisions. The subject points at it; it knows no subject.

    Its own place is `region_code` and, where somebody holds it, `holder` ("institution:12", "family:55"); the other
    place is where it goes to ("OP_DESA tujuan") or whom it was given to ("forum:3"). `stay` is the number of the
    decision that brought it into its state, nothing while it has not moved.
    """

    # the id once more: a list in its order finds the indexes of open cases, never the primary key over all of them
    turn = models.GeneratedField(
        expression=models.ExpressionWrapper(F("id"), output_field=models.BigIntegerField()),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    flow = models.CharField(max_length=60)
    flow_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=60)
    stay = models.IntegerField(null=True)
    last_seq = models.IntegerField(default=0)
    entered_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField()
    opened_by_name = text()
    due_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    period = models.DateField(null=True)
    region_code = area()
    # equality on a column of its own: a function of the code could not use an index under row policies
    city_code = models.GeneratedField(
        expression=Left("region_code", 4),
        output_field=models.CharField(max_length=4, db_collation="C"),
        db_persist=True,
    )
    holder = models.CharField(max_length=60, blank=True, default="")
    other_region_code = area()
    other_holder = models.CharField(max_length=60, blank=True, default="")
    family_id = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(null=True)
    title = text()
    path = text()
    closed_at = models.DateTimeField(null=True)
    is_closed = models.GeneratedField(
        expression=models.ExpressionWrapper(Q(closed_at__isnull=False), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Privacy:
        personal = frozenset({"title", "family_id", "holder", "other_holder"})
        internal = frozenset(
            {
                "id", "turn", "flow", "flow_version", "state", "stay", "last_seq", "entered_at", "opened_at",
                "opened_by", "opened_by_name", "due_at", "escalate_at", "period", "region_code", "city_code",
                "other_region_code",
                "amount", "path", "closed_at", "is_closed",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            digits("region_code", "case_region_digits"),
            digits("other_region_code", "case_other_region_digits"),
            models.CheckConstraint(
                condition=Q(holder="") | Q(holder__regex=r"^[a-z_]+:[0-9]+$"), name="case_holder_kind_and_id"
            ),
            models.CheckConstraint(
                condition=Q(other_holder="") | Q(other_holder__regex=r"^[a-z_]+:[0-9]+$"),
                name="case_other_holder_kind_and_id",
            ),
            models.CheckConstraint(condition=Q(period__isnull=True) | Q(period__day=1), name="case_period_is_a_month"),
            models.CheckConstraint(
                condition=Q(entered_at__gte=models.F("opened_at")), name="case_entered_after_opening"
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "id"], name="case_of_area"),
            # a work list stops after its page: in the country, a city, a kelurahan
            models.Index(fields=["flow", "state", "turn"], condition=OPEN, name="case_open"),
            models.Index(fields=["flow", "state", "city_code", "turn"], condition=OPEN, name="case_open_in_city"),
            models.Index(fields=["flow", "state", "region_code", "turn"], condition=OPEN, name="case_open_in_area"),
            models.Index(fields=["holder", "id"], condition=~Q(holder=""), name="case_of_holder"),
            models.Index(fields=["family_id"], condition=OPEN & Q(family_id__isnull=False), name="case_open_of_family"),
            models.Index(fields=["other_region_code", "id"], condition=~Q(other_region_code=""), name="case_to_area"),
            models.Index(fields=["other_holder", "id"], condition=~Q(other_holder=""), name="case_to_holder"),
        ]


class Decision(models.Model):
    """What somebody decided: added to, never changed. `moved` is false for an agreement that waits for others."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    seq = models.IntegerField()
    stay = models.IntegerField()
    from_state = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    to_state = models.CharField(max_length=60)
    moved = models.BooleanField()
    permission = text()
    reason = text()
    reason_code = models.CharField(max_length=20, blank=True, default="")
    actor_id = models.BigIntegerField()
    actor_name = text()
    actor_roles = text()
    on_behalf_of = text()
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    batch = models.UUIDField()

    class Privacy:
        personal = frozenset({"reason"})
        internal = frozenset(
            {
                "id", "case", "seq", "stay", "from_state", "action", "to_state", "moved", "permission", "reason_code",
                "actor_id", "actor_name", "actor_roles", "on_behalf_of", "due_at", "at", "batch",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq", "to_state"], name="decision_leads_to"),
            models.UniqueConstraint(fields=["case", "seq"], name="decision_numbered_once"),
            # one person agrees once while the case stays in its state
            models.UniqueConstraint(fields=["case", "stay", "action", "actor_id"], name="decision_once_a_person"),
            models.CheckConstraint(condition=Q(seq__gt=models.F("stay")), name="decision_after_entering"),
            models.CheckConstraint(condition=Q(moved=True) | Q(to_state=models.F("from_state")), name="decision_moved"),
        ]


class Paper(models.Model):
    """A paper of a case: a stored file or a value. One is current for each code, the earlier ones stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers", db_index=False)
    code = models.CharField(max_length=60)
    file_key = text()
    value = text()
    by_id = models.BigIntegerField()
    by_name = text()
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Privacy:
        personal = frozenset({"file_key", "value"})
        internal = frozenset({"id", "case", "code", "by_id", "by_name", "at", "current"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], condition=Q(current=True), name="paper_current_once"),
            models.CheckConstraint(condition=~Q(file_key="", value=""), name="paper_file_or_value"),
            models.CheckConstraint(condition=~Q(code=""), name="paper_has_a_code"),
        ]
        indexes = [models.Index(fields=["case", "code"], name="paper_of_case")]
