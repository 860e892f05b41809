"""How many places a programme has in an area, and who holds each."""

from django.db import models
from django.db.models import F, Q

from kesos.programmes.models.dated import in_order, one_a_day


class Quota(models.Model):
    """Places of a programme in an area from one month to another. `taken` is counted by the database from the seats,
    also those kept for a successor; it is never above `places`, however many offices fill at once."""

    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="quotas", db_index=False)
    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0, db_default=0)
    basis = models.TextField(help_text="Surat atau keputusan yang menetapkannya")
    valid_from = models.DateField(help_text="Hari pertama bulan")
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "programme", "region", "places", "taken", "basis", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            one_a_day("quota_one_a_day", "programme", "region"),
            in_order("quota_order"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="quota_not_exceeded"),
            models.CheckConstraint(condition=~Q(basis=""), name="quota_has_a_basis"),
            models.CheckConstraint(condition=Q(valid_from__day=1), name="quota_from_the_first"),
        ]

    def __str__(self) -> str:
        return f"quota {self.pk}"


class QuotaChange(models.Model):
    """What the number of places was before somebody changed it."""

    quota = models.ForeignKey(Quota, models.CASCADE, related_name="changes")
    places_before = models.PositiveIntegerField()
    places_after = models.PositiveIntegerField()
    basis = models.TextField()
    by_user_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "quota", "places_before", "places_after", "basis", "by_user_id", "at"})

    class Meta:
        db_table_comment = "kesos:append-only"

    def __str__(self) -> str:
        return f"quota change {self.pk}"


class Seat(models.Model):
    """One place of a quota. It passes from one membership to its successor, so that nobody takes it between."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="seats")
    enrolment = models.OneToOneField("registry.Enrolment", models.CASCADE, related_name="seat")

    class Privacy:
        internal = frozenset({"id", "quota", "enrolment"})

    def __str__(self) -> str:
        return f"seat {self.pk}"
