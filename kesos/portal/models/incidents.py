"""The register of incidents with personal data: a clock of hours to tell the people and the authority."""

from django.db import models
from django.db.models import F, Q


class Incident(models.Model):
    """What happened, whom it touched, who was told when."""

    region_code = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=160)
    happened_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField()
    due_at = models.DateTimeField()
    data = models.TextField(help_text="Data apa yang terungkap")
    people = models.PositiveIntegerField()
    cause = models.TextField()
    measures = models.TextField(help_text="Upaya penanganan dan pemulihan")
    contact = models.CharField(max_length=200)
    entered_by = models.BigIntegerField()
    people_told_at = models.DateTimeField(null=True)
    people_told_how = models.TextField(blank=True)
    authority_told_at = models.DateTimeField(null=True)
    authority_told_how = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    lesson = models.TextField(blank=True)

    class Privacy:
        internal = frozenset(
            {
                "id", "region_code", "title", "happened_at", "found_at", "due_at", "data", "people", "cause",
                "measures", "contact", "entered_by", "people_told_at", "people_told_how", "authority_told_at",
                "authority_told_how", "closed_at", "lesson",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(region_code__regex=r"^([0-9]{2}|[0-9]{4})?$"), name="incident_place"),
            models.CheckConstraint(condition=Q(due_at__gt=F("found_at")), name="incident_clock"),
            models.CheckConstraint(
                condition=Q(happened_at=None) | Q(happened_at__lte=F("found_at")), name="incident_found_after"
            ),
            models.CheckConstraint(
                condition=Q(people_told_at=None, people_told_how="")
                | (Q(people_told_at__isnull=False, people_told_at__gte=F("found_at")) & ~Q(people_told_how="")),
                name="incident_people_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(authority_told_at=None, authority_told_how="")
                | (
                    Q(authority_told_at__isnull=False, authority_told_at__gte=F("found_at")) & ~Q(authority_told_how="")
                ),
                name="incident_authority_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, lesson="")
                | (
                    Q(closed_at__isnull=False, people_told_at__isnull=False, authority_told_at__isnull=False)
                    & ~Q(lesson="")
                ),
                name="incident_closed_when_all_told",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"], opclasses=["varchar_pattern_ops", "int8_ops"], name="incident_in_area"
            )
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"
