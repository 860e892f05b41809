"""Where a house stands, by whom and how it was found; or why nobody knows."""

from django.db import models
from django.db.models import Q

MOST_METRES = 5000


class HousePoint(models.Model):
    """The newest is the current one and stands on the family (registry) as well; older ones are kept."""

    class How(models.TextChoices):
        DEVICE = "device", "dari perangkat"
        MAP = "map", "ditunjuk di peta"
        TYPED = "typed", "angkanya ditulis"
        NONE = "none", "tanpa titik"

    class Reason(models.TextChoices):
        NO_SIGNAL = "no_signal", "Perangkat tidak mendapat sinyal"
        UNWILLING = "unwilling", "Warga tidak bersedia"
        NO_HOUSE = "no_house", "Tidak punya tempat tinggal tetap"
        UNREACHED = "unreached", "Rumah belum dapat didatangi"
        OTHER = "other", "Lainnya"

    family = models.ForeignKey("registry.Family", models.CASCADE, related_name="house_points")
    region_code = models.CharField(max_length=10)
    how = models.CharField(max_length=6, choices=How.choices)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by_user_id = models.BigIntegerField()
    by_name = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Privacy:
        internal = frozenset(
            {"id", "region_code", "how", "reason", "by_user_id", "by_name", "recorded_at", "is_current"}
        )
        personal = frozenset({"family", "latitude", "longitude", "accuracy_m", "note"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "region_code"], condition=Q(is_current=True), name="house_point_one_current"
            ),
            models.CheckConstraint(
                condition=Q(how="none", latitude=None, longitude=None, accuracy_m=None)
                & Q(reason__in=["no_signal", "unwilling", "no_house", "unreached", "other"])
                | Q(how__in=["device", "map", "typed"], reason="", latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-11.5, 6.5), longitude__range=(94.5, 141.5)),
                name="house_point_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(accuracy_m=None) | Q(how="device", accuracy_m__lte=MOST_METRES),
                name="house_point_accuracy_of_device",
            ),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="house_point_other_is_told"),
            models.CheckConstraint(condition=Q(region_code__regex=r"^[0-9]{10}$"), name="house_point_in_a_village"),
        ]

    def __str__(self) -> str:
        return f"house point {self.pk}"
