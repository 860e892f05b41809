"""Offices that issue letters, and the officials who sign them by hand."""

from django.db import models
from django.db.models import F, Q


class Office(models.Model):
    """An office with a letterhead: a social office, a kelurahan."""

    name = models.CharField("nama kantor", max_length=120)
    government = models.CharField("pemerintah daerah", max_length=120)
    region_code = models.CharField("kode wilayah", max_length=10)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    unit = models.CharField("kode unit pada nomor surat", max_length=40)
    city = models.CharField("tempat surat ditandatangani", max_length=80)
    address = models.CharField("alamat", max_length=200, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    email = models.CharField("pos-el", max_length=120, blank=True)
    time_zone = models.CharField("zona waktu", max_length=40, default="Asia/Jakarta")
    public_address = models.CharField("alamat situs cek surat", max_length=200, default="http://localhost:8000")
    seal_note = models.CharField("catatan cap dinas", max_length=200, blank=True)

    class Privacy:
        public = frozenset(
            {"id", "name", "government", "region_code", "parent", "unit", "city", "address", "phone", "email"}
            | {"time_zone", "public_address", "seal_note"}
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "name"], name="office_once_a_region"),
            models.CheckConstraint(
                condition=Q(region_code__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$"), name="office_region_shape"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="office_not_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.government}"

    @property
    def place(self) -> str:
        """The government without its first word, as a title is followed by it: "Kota Kediri"."""
        return self.government.removeprefix("Pemerintah ")


class Signer(models.Model):
    """An official who may sign the letters of an office between two days."""

    class Capacity(models.TextChoices):
        DEFINITIVE = "definitive", "Definitif"
        PLT = "plt", "Plt. (pelaksana tugas)"
        PLH = "plh", "Plh. (pelaksana harian)"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    region_code = models.CharField(max_length=10)
    name = models.CharField("nama dengan gelar", max_length=120)
    rank = models.CharField("pangkat", max_length=80, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    title = models.CharField("jabatan", max_length=120)
    capacity = models.CharField("kedudukan", max_length=12, choices=Capacity.choices, default=Capacity.DEFINITIVE)
    valid_from = models.DateField("mulai")
    valid_to = models.DateField("sampai", null=True, blank=True)

    class Privacy:
        public = frozenset({"id", "office", "region_code", "name", "title", "capacity", "valid_from", "valid_to"})
        personal = frozenset({"rank", "nip"})  # a NIP tells the birth date

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$"), name="signer_nip_shape"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="signer_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def styled_title(self) -> str:
        """As it stands above the signature: "Plt. Kepala Dinas Sosial"."""
        acting = {self.Capacity.PLT: "Plt. ", self.Capacity.PLH: "Plh. "}
        return acting.get(self.Capacity(self.capacity), "") + self.title
