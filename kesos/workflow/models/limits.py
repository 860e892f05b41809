"""Dated limits and code lists that steps refer to by name."""

from django.db import models
from django.db.models import F, Q


class QuorumLimit(models.Model):
    """From this amount on so many people must agree, by a named rule."""

    rule = models.CharField(max_length=40)
    from_amount = models.BigIntegerField()
    quorum = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "rule", "from_amount", "quorum", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "from_amount", "valid_from"], name="quorum_limit_once"),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="quorum_limit_somebody"),
            models.CheckConstraint(condition=Q(from_amount__gte=0), name="quorum_limit_amount"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="quorum_limit_in_order"
            ),
        ]


class Reason(models.Model):
    """A code that may be given as the reason of a decision."""

    list = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    label = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "list", "code", "label", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "code", "valid_from"], name="reason_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="reason_in_order"
            ),
        ]
