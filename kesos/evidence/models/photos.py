"""One picture of one house, as it was when it was taken."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q


class HousePhoto(models.Model):
    """Of each side the newest is the current one; older ones are kept.

    `region_code` is where the house stood then: a family that has moved has no photo of its new house yet.
    `upload_sha256` is of the file as it was sent, metadata included; `fingerprint` of what is seen in it
    (kesos.evidence.fingerprint), None where too little is seen to know it again. Position and time are what the camera
    wrote, for comparison only.
    """

    class View(models.TextChoices):
        FRONT = "front", "Depan, dari atap sampai lantai"
        SIDE = "side", "Samping"
        INSIDE = "inside", "Ruang dalam"
        KITCHEN = "kitchen", "Dapur"
        TOILET = "toilet", "Kamar mandi atau jamban"

    family = models.ForeignKey("registry.Family", models.CASCADE, related_name="house_photos")
    region_code = models.CharField(max_length=10)
    view = models.CharField(max_length=8, choices=View.choices)
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    upload_sha256 = models.CharField(max_length=64)
    fingerprint = models.BigIntegerField(null=True)
    bands = models.GeneratedField(
        expression=Func(F("fingerprint"), function="evidence_bands"),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    taken_at = models.DateTimeField(null=True, help_text="Waktu menurut kamera")
    camera_latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    camera_longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    by_user_id = models.BigIntegerField()
    by_name = models.TextField(blank=True)
    stored_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Privacy:
        internal = frozenset(
            {
                "id",
                "region_code",
                "view",
                "upload_sha256",
                "taken_at",
                "by_user_id",
                "by_name",
                "stored_at",
                "is_current",
            }
        )
        personal = frozenset({"family", "file", "fingerprint", "bands", "camera_latitude", "camera_longitude"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "view", "region_code"], condition=Q(is_current=True), name="house_photo_one_current"
            ),
            models.UniqueConstraint(fields=["family", "upload_sha256"], name="house_photo_once"),
            models.CheckConstraint(condition=Q(upload_sha256__regex=r"^[0-9a-f]{64}$"), name="house_photo_mark"),
            models.CheckConstraint(condition=Q(region_code__regex=r"^[0-9]{10}$"), name="house_photo_in_a_village"),
            models.CheckConstraint(
                condition=Q(view__in=["front", "side", "inside", "kitchen", "toilet"]), name="house_photo_view"
            ),
            models.CheckConstraint(
                condition=Q(camera_latitude=None, camera_longitude=None)
                | Q(camera_latitude__isnull=False, camera_longitude__isnull=False)
                & Q(camera_latitude__range=(-90, 90), camera_longitude__range=(-180, 180)),
                name="house_photo_position_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["upload_sha256"], name="house_photo_same"),
            GinIndex(fields=["bands"], name="house_photo_alike"),
        ]

    def __str__(self) -> str:
        return f"house photo {self.pk}"
