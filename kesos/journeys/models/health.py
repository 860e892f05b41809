"""What BPJS Kesehatan last said of a person's membership."""

from django.db import models


class HealthStatus(models.Model):
    """The last answer for a person; asked again, it is replaced. A failure keeps the answer and says so."""

    class Status(models.TextChoices):
        PBI = "aktif_pbi", "Aktif, iuran dibayar negara (PBI)"
        OWN = "aktif_mandiri", "Aktif, iuran sendiri"
        INACTIVE = "nonaktif", "Nonaktif"
        UNKNOWN = "tidak_terdaftar", "Tidak terdaftar"

    person = models.OneToOneField("registry.Person", models.CASCADE, primary_key=True, related_name="+")
    status = models.CharField(max_length=16, choices=Status.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    said = models.CharField(max_length=300, blank=True)

    class Privacy:
        internal = frozenset({"person", "answered_at", "asked_at", "asked_by", "said"})
        personal = frozenset({"status"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="", answered_at=None) | ~models.Q(status="") & ~models.Q(answered_at=None),
                name="health_status_with_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"health status {self.pk}"
