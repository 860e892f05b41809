"""Who followed whom, in which order they had waited, and why it was them."""

from django.db import models
from django.db.models import Q

STANDS = ~Q(outcome__in=["refused", "dropped"])


class ReplacementRun(models.Model):
    """One plan for vacancies, with the order that was used; it takes effect when the head has agreed."""

    region_code = models.CharField(max_length=10)
    programme_code = models.CharField(max_length=16, blank=True, help_text="Kosong: semua program")
    vacancies = models.PositiveIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    by_user_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Privacy:
        internal = frozenset(
            {"id", "region_code", "programme_code", "vacancies", "decided_at", "decided_by", "by_user_id", "at"}
        )

    def __str__(self) -> str:
        return f"replacement run {self.pk}"


class Replacement(models.Model):
    """One vacancy and its successor. `reach` says how far was looked: the kelurahan, the kecamatan, the city."""

    class Outcome(models.TextChoices):
        PLANNED = "planned", "Direncanakan"
        DONE = "done", "Ditetapkan"
        PROPOSED = "proposed", "Diusulkan ke pusat"
        REFUSED = "refused", "Tidak ditetapkan pusat"
        DROPPED = "dropped", "Rencana dibatalkan"

    run = models.ForeignKey(ReplacementRun, models.PROTECT, related_name="rows")
    region_code = models.CharField(max_length=10)
    vacancy = models.ForeignKey("programmes.Vacancy", models.PROTECT, related_name="replacements", db_index=False)
    waiting = models.ForeignKey("programmes.Waiting", models.PROTECT, related_name="replacements", db_index=False)
    enrolment = models.OneToOneField("registry.Enrolment", models.PROTECT, null=True, related_name="replaces")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reach = models.PositiveSmallIntegerField(help_text="Panjang kode wilayah yang sama: 10, 6, atau 4")
    rank = models.PositiveIntegerField(help_text="Urutan dalam daftar tunggu wilayah itu")
    among = models.PositiveIntegerField(help_text="Banyaknya yang menunggu dan layak di wilayah itu")
    note = models.TextField(blank=True, help_text="Mengapa rencana ini tidak berlaku")
    order_key = models.JSONField(help_text="Yang menentukan urutan pada hari itu")

    class Privacy:
        internal = frozenset({"id", "run", "region_code", "vacancy", "outcome", "reach", "rank", "among"})
        personal = frozenset({"waiting", "enrolment", "note"})
        sensitive = frozenset({"order_key"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy"], condition=STANDS, name="replacement_one_a_vacancy"),
            models.UniqueConstraint(fields=["waiting"], condition=STANDS, name="replacement_one_a_successor"),
            models.CheckConstraint(
                condition=Q(outcome__in=["planned", "done", "proposed", "refused", "dropped"]),
                name="replacement_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="done", enrolment__isnull=False) | (~Q(outcome="done") & Q(enrolment=None)),
                name="replacement_done_is_a_membership",
            ),
            models.CheckConstraint(condition=Q(reach__in=[10, 6, 4]), name="replacement_reach"),
        ]
        indexes = [models.Index(fields=["region_code", "id"], name="replacement_place")]

    def __str__(self) -> str:
        return f"replacement {self.pk}"


class PassedOver(models.Model):
    """Somebody who stood before the successor in the list and could not follow that day, and why."""

    run = models.ForeignKey(ReplacementRun, models.PROTECT, related_name="passed_over")
    waiting = models.ForeignKey("programmes.Waiting", models.PROTECT, related_name="passed_over")
    region_code = models.CharField(max_length=10)
    reason = models.TextField()

    class Privacy:
        internal = frozenset({"id", "run", "region_code"})
        personal = frozenset({"waiting", "reason"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "waiting"], name="passed_over_once_a_run")]

    def __str__(self) -> str:
        return f"passed over {self.pk}"
