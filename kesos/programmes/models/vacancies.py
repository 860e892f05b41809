"""A place that somebody has left."""

from django.db import models
from django.db.models import Q

OF_A_QUOTA = "KUOTA"  # in place of the state of the one who left: nobody did


class Vacancy(models.Model):
    """Programme, place, month, from whom and why. Of a programme of the region it is filled at once; of one of the
    centre it becomes a proposal for a successor and is filled by the decree."""

    class Outcome(models.TextChoices):
        FILLED = "filled", "Terisi"
        PROPOSED = "proposed", "Diusulkan ke pusat"
        TAKEN_BACK = "taken_back", "Penerima semula kembali"

    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="vacancies", db_index=False)
    region_code = models.CharField(max_length=10)
    month = models.DateField(help_text="Hari pertama bulan")
    enrolment = models.ForeignKey("registry.Enrolment", models.PROTECT, null=True, related_name="vacancies")
    quota = models.ForeignKey(
        "programmes.Quota", models.PROTECT, null=True, related_name="vacancies",
        help_text="Bagi tempat tambahan: kuota yang belum terisi; tidak ada yang meninggalkannya",
    )  # fmt: skip
    why = models.CharField(max_length=24, help_text="Keadaan kepesertaan yang membuatnya kosong")
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Privacy:
        internal = frozenset(
            {"id", "programme", "quota", "region_code", "month", "why", "opened_at", "outcome", "outcome_at", "note"}
        )
        personal = frozenset({"enrolment"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(outcome__in=["", "proposed", "filled"]), name="vacancy_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="vacancy_in_a_month"),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, quota=None) | Q(enrolment=None, quota__isnull=False, why="KUOTA"),
                name="vacancy_left_or_of_a_quota",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="vacancy_outcome_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "filled", "proposed", "taken_back"]), name="vacancy_outcome"
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "region_code", "opened_at", "id"],
                condition=Q(outcome=""),
                name="vacancy_open",
            ),
            models.Index(fields=["region_code", "id"], name="vacancy_place"),
        ]

    def __str__(self) -> str:
        return f"vacancy {self.pk}"
