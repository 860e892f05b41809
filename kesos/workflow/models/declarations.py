"""Flows as they were declared: an open case is decided by the version it was opened under."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kesos.workflow.models.columns import text


def words() -> ArrayField:
    return ArrayField(models.TextField(), default=list, blank=True)


class FlowVersion(models.Model):
    """One version of one flow: never changed, only followed by another."""

    flow = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=64)
    declaration = models.JSONField()
    starts = models.CharField(max_length=60)
    held_by = models.CharField(max_length=30, blank=True, default="")
    since = models.DateTimeField()

    class Privacy:
        public = frozenset({"id", "flow", "version", "hash", "declaration", "starts", "held_by", "since"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flow", "version"], name="flow_version_once")]


class FlowState(models.Model):
    """A state of a version; cases point at it, so that no case can stand in a state that is not declared."""

    flow = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=60)
    final = models.BooleanField()
    opens = models.BooleanField(db_default=False, help_text="Kasus boleh dibuka pada keadaan ini")

    class Privacy:
        public = frozenset({"id", "flow", "version", "state", "final", "opens"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["flow", "version", "state"], name="flow_state_once"),
            models.UniqueConstraint(fields=["flow", "version", "state", "final"], name="flow_state_final"),
        ]


class FlowStep(models.Model):
    """A step of a version, spread into columns for the one statement that judges every decision."""

    flow = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    to_state = models.CharField(max_length=60)
    needs = words()
    system_may = words()
    family_may = words()
    place = models.CharField(max_length=6)
    quorum = models.PositiveSmallIntegerField(null=True)
    quorum_rule = text()
    unlike = words()
    not_own_family = models.BooleanField()
    reason = models.BooleanField()
    reason_list = text()
    papers = words()
    paper_days = ArrayField(models.IntegerField(), default=list, blank=True)
    guards = words()
    due_kind = text()
    due_n = models.IntegerField(default=0)
    due_name = text()
    due_effect = text()
    due_since = text()
    due_escalate = models.IntegerField(default=0)
    office_hours = models.BooleanField(default=False)
    waits = models.BooleanField(default=True)

    class Privacy:
        public = frozenset(
            {
                "id", "flow", "version", "state", "action", "to_state", "needs", "system_may", "family_may", "place",
                "quorum", "quorum_rule", "unlike", "not_own_family", "reason", "reason_list", "papers", "paper_days",
                "guards", "due_kind", "due_n", "due_name", "due_effect", "due_since", "due_escalate", "office_hours",
                "waits",
            }
        )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flow", "version", "state", "action"], name="flow_step_once")]
