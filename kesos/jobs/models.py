"""A job as a person sees it."""

from django.db import models
from django.db.models import Q


class JobRun(models.Model):
    """One piece of work, from the click to its end. The queue forgets; this row tells."""

    class State(models.TextChoices):
        WAITING = "waiting", "Menunggu giliran"
        RUNNING = "running", "Sedang dikerjakan"
        DONE = "done", "Selesai"
        REFUSED = "refused", "Tidak dapat dikerjakan"
        FAILED = "failed", "Galat"
        CANCELLED = "cancelled", "Dibatalkan"

    OVER = (State.DONE, State.REFUSED, State.FAILED, State.CANCELLED)

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    user_id = models.BigIntegerField()
    region_code = models.CharField(max_length=13, blank=True)
    arguments = models.JSONField(default=dict)  # keys and ids only
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    n_done = models.BigIntegerField(default=0)
    n_total = models.BigIntegerField(null=True)
    message = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=60, blank=True)  # of the refusal
    error_number = models.CharField(max_length=16, blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    checkpoint = models.JSONField(default=dict)
    attempts = models.IntegerField(default=0)
    queue_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset(
            {
                "id",
                "kind",
                "title",
                "user_id",
                "region_code",
                "arguments",
                "state",
                "n_done",
                "n_total",
                "message",
                "code",
                "error_number",
                "result_url",
                "checkpoint",
                "attempts",
                "queue_id",
                "created_at",
                "started_at",
                "beat_at",
                "finished_at",
                "cancel_requested_at",
            }
        )

    class Meta:
        db_table = "jobs_run"
        indexes = [
            models.Index(fields=["user_id", "-id"], name="jobs_run_mine"),
            models.Index(fields=["finished_at"], name="jobs_run_old"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "refused", "failed", "cancelled"], finished_at__isnull=False),
                name="jobs_run_finished_when_over",
            ),
            models.CheckConstraint(
                condition=Q(n_done__gte=0) & (Q(n_total=None) | Q(n_total__gte=0)), name="jobs_run_counts"
            ),
            models.CheckConstraint(
                condition=Q(state="failed", error_number__gt="") | (~Q(state="failed") & Q(error_number="")),
                name="jobs_run_failure_has_number",
            ),
            models.CheckConstraint(
                condition=Q(result_url="") | (Q(result_url__startswith="/") & ~Q(result_url__startswith="//")),
                name="jobs_run_result_is_ours",
            ),
        ]

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    @property
    def percent(self) -> int | None:
        """Whole per cent, where the total is known."""
        return min(100, self.n_done * 100 // self.n_total) if self.n_total else None
