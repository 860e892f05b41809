"""Limits that change by decision, not by release: dated rows."""

from django.db import models
from django.db.models import Q

from kesos.access.models.validity import in_order, never_twice


class Setting(models.Model):
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=200)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"id", "key", "value", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            in_order("setting"),
            never_twice("setting", "key"),
            models.CheckConstraint(condition=Q(key__regex=r"^[a-z_]+\.[a-z_]+$"), name="setting_key_shape"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
