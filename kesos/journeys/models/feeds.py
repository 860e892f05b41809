"""How far each feed was read, and when it was last heard of."""

from django.db import models

DUKCAPIL = "dukcapil"


class Feed(models.Model):
    """One neighbour's feed. `said` is the sentence of the last failure, empty after a success."""

    name = models.CharField(max_length=20, primary_key=True)
    cursor = models.CharField(max_length=200, blank=True)
    heard_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)
    taken = models.BigIntegerField(default=0, help_text="Peristiwa yang diterima sejak awal")

    class Privacy:
        internal = frozenset({"name", "cursor", "heard_at", "asked_at", "said", "taken"})

    def __str__(self) -> str:
        return f"feed {self.name}"
