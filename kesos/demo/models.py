"""How far the demonstration has come, so that a second run starts where the first ended."""

from django.db import models


class DemoStage(models.Model):
    """One finished stage with what it counted."""

    name = models.CharField(max_length=30, primary_key=True)
    finished_at = models.DateTimeField()
    seconds = models.FloatField()
    result = models.JSONField()

    class Privacy:
        internal = frozenset({"name", "finished_at", "seconds", "result"})

    def __str__(self) -> str:
        return f"demo stage {self.name}"
