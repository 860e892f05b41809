"""Answers already given to programs, so that a request sent twice is carried out once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kesos.access.models.validity import in_order


class GivenAnswer(models.Model):
    """One act under one Idempotency-Key. What was sent is not kept, only its keyed fingerprint."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "user", "key", "fingerprint", "status", "given_at", "ends_at"})
        personal = frozenset({"answer"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="given_answer_once"),
            in_order("given_answer", "given_at", "ends_at"),
            models.CheckConstraint(condition=~Q(key=""), name="given_answer_keyed"),
            models.CheckConstraint(
                condition=Q(status__isnull=True) | Q(status__range=(200, 299)), name="given_answer_only_success"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="given_answer_end")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
