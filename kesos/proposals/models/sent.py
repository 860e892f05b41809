"""What was sent to the centre, word for word as it stood when the month was locked."""

from django.db import models


class SentRow(models.Model):
    """One family of the locked list. Written once; a trigger lets nothing change it, whatever the registry learns."""

    proposal = models.OneToOneField("proposals.Proposal", models.PROTECT, primary_key=True, related_name="sent")
    region_code = models.CharField(max_length=10)
    kk = models.BigIntegerField(null=True)
    head_nik = models.BigIntegerField(null=True)
    head_name = models.TextField(blank=True)
    member_niks = models.TextField(blank=True, help_text="NIK anggota, dipisahkan spasi")
    address = models.TextField(blank=True)

    class Privacy:
        internal = frozenset({"proposal", "region_code"})
        personal = frozenset({"kk", "head_nik", "head_name", "member_niks", "address"})

    def __str__(self) -> str:
        return f"sent row {self.pk}"
