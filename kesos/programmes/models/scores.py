"""The local score: weights an office sets for its waiting list. Never a decile; deciles are imported."""

from django.db import models
from django.db.models import Q

from kesos.programmes.models.dated import in_order, one_a_day


class ScoreWeight(models.Model):
    """How much one fact about a family counts in a kab/kota; "" is the weight where the office set none."""

    region_code = models.CharField(max_length=4, blank=True)
    item = models.CharField(max_length=24)
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    basis = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "region_code", "item", "weight", "basis", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            one_a_day("score_weight_one_a_day", "region_code", "item"),
            in_order("score_weight_order"),
            models.CheckConstraint(condition=Q(weight__range=(-100, 100)), name="score_weight_range"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.weight}"
