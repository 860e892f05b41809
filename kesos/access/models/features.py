"""What a kab/kota has switched off, from when to when; without a row everything is on."""

from django.db import models
from django.db.models import Q

from kesos.access.models.validity import in_order, never_twice


class FeatureOff(models.Model):
    region_code = models.CharField(max_length=4)
    feature = models.CharField(max_length=40)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)

    class Privacy:
        internal = frozenset({"id", "region_code", "feature", "valid_from", "valid_to", "reason"})

    class Meta:
        constraints = [
            in_order("feature_off"),
            never_twice("feature_off", "region_code", "feature"),
            models.CheckConstraint(condition=Q(region_code__regex=r"^[0-9]{4}$"), name="feature_off_of_a_city"),
            models.CheckConstraint(condition=~Q(reason=""), name="feature_off_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.feature} {self.region_code}"
