"""How far each feed was read, when it was last heard of, and the monthly files that stand in for it."""

from django.db import models
from django.db.models import Q


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


class MonthlyFile(models.Model):
    """A file of events sent by hand. The same content again is known by its events and changes nothing."""

    class State(models.TextChoices):
        READING = "reading", "Sedang dibaca"
        TAKEN = "taken", "Diterima"
        FAULTY = "faulty", "Ada baris yang salah"

    file_name = models.TextField()
    batch_id = models.BigIntegerField(unique=True)
    region_code = models.CharField(max_length=10, blank=True)
    by_user_id = models.BigIntegerField()
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    n_rows = models.IntegerField(default=0)
    n_new = models.IntegerField(default=0)
    n_known = models.IntegerField(default=0)
    n_faulty = models.IntegerField(default=0)

    class Privacy:
        internal = frozenset(
            {
                "id", "file_name", "batch_id", "region_code", "by_user_id", "sent_at", "state", "n_rows", "n_new",
                "n_known", "n_faulty",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(n_rows__gte=0, n_new__gte=0, n_known__gte=0, n_faulty__gte=0), name="monthly_file_counts"
            )
        ]

    def __str__(self) -> str:
        return f"monthly file {self.pk}"


class MonthlyFault(models.Model):
    """A row that was not taken: where, what is wrong, how to mend it; never the value itself."""

    file = models.ForeignKey(MonthlyFile, models.CASCADE, related_name="faults")
    line = models.IntegerField()
    field = models.CharField(max_length=40)
    remedy = models.TextField()

    class Privacy:
        internal = frozenset({"id", "file", "line", "field", "remedy"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "line", "field"], name="monthly_fault_once")]

    def __str__(self) -> str:
        return f"monthly fault {self.pk}"
