"""What was sent to the centre, word for word as it stood when the month was locked."""

from django.db import models
from django.db.models import Q


class SentRow(models.Model):
    """One proposal of a locked list: a family for the data, a recipient for aid, or a successor of one who left.

    Written once; a trigger lets nothing change it, whatever the registry learns. A successor's proposal may be of an
    earlier month.
    """

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="sent", db_index=False)
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="sent")
    replacement = models.ForeignKey("programmes.Replacement", models.PROTECT, null=True, related_name="+")
    region_code = models.CharField(max_length=10)
    number = models.TextField(help_text="Nomor usulan")
    kind = models.CharField(max_length=12, help_text="Jenis usulan")
    kk = models.BigIntegerField(null=True)
    head_nik = models.BigIntegerField(null=True)
    head_name = models.TextField(blank=True)
    member_niks = models.TextField(blank=True, help_text="NIK anggota, dipisahkan spasi")
    address = models.TextField(blank=True)
    programme_code = models.CharField(max_length=16, blank=True)
    recipient_nik = models.BigIntegerField(null=True, help_text="Yang menerima bantuan, atau pengurusnya")
    recipient_name = models.TextField(blank=True)
    left_nik = models.BigIntegerField(null=True, help_text="Penerima lama yang digantikan")

    class Privacy:
        internal = frozenset(
            {"id", "period", "proposal", "replacement", "region_code", "number", "kind", "programme_code"}
        )
        personal = frozenset(
            {
                "kk", "head_nik", "head_name", "member_niks", "address", "recipient_nik", "recipient_name", "left_nik",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "proposal"], name="sent_row_once_a_month"),
            models.UniqueConstraint(fields=["replacement"], name="sent_row_successor_once"),
            models.CheckConstraint(
                condition=Q(kind="aid") & ~Q(programme_code="")
                | ~Q(kind="aid") & Q(programme_code="", recipient_nik=None, replacement=None, left_nik=None),
                name="sent_row_of_aid_names_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"sent row {self.pk}"
