"""Numbers that are dear to count and change slowly, kept by place with the moment they were counted."""

from django.db import models


class KeptFigure(models.Model):
    """Nothing is decided by it and nothing follows from it: it may be thrown away at any time."""

    name = models.CharField(max_length=40, db_index=False)
    region_code = models.CharField(max_length=10)
    number = models.BigIntegerField()
    counted_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "name", "region_code", "number", "counted_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "region_code"], name="kept_once_a_place"),
            models.CheckConstraint(condition=models.Q(number__gte=0), name="kept_is_a_count"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.region_code}"
