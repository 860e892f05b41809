"""An import of people on its way: what was sent, how columns were read, what is wrong, how far it is applied."""

from django.db import models
from django.db.models import F, Q


class ImportRun(models.Model):
    """One sheet of one sender. `columns` maps our fields to the sheet's columns, counted from 0."""

    class State(models.TextChoices):
        STAGED = "staged", "Terbaca"
        CHECKED = "checked", "Diperiksa"
        REFUSED = "refused", "Ditolak seluruhnya"
        APPLYING = "applying", "Sedang diterapkan"
        APPLIED = "applied", "Selesai"
        DISCARDED = "discarded", "Dibatalkan"

    batch_id = models.BigIntegerField()
    kind = models.CharField(max_length=16, default="people", help_text="Apa isi berkas: warga, desil, kepesertaan, …")
    told = models.JSONField(default=dict, help_text="Yang berlaku bagi semua baris, misalnya program atau rilis")
    file_name = models.TextField()
    sender = models.TextField(help_text="Pengirim, misalnya Disdukcapil Kota Kediri")
    region_code = models.CharField(max_length=10, blank=True, help_text="Wilayah yang boleh diisi berkas ini")
    dated_on = models.DateField(help_text="Tanggal keadaan data menurut pengirim")
    by_user_id = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.STAGED)
    columns = models.JSONField(default=dict)
    labels = models.JSONField(default=list)
    data_from = models.PositiveIntegerField(default=2)
    source = models.ForeignKey("registry.Source", models.PROTECT, null=True, related_name="+")
    n_rows = models.PositiveIntegerField(default=0)
    n_faulty = models.PositiveIntegerField(default=0)
    n_doubled = models.PositiveIntegerField(default=0)
    n_warned = models.PositiveIntegerField(default=0)
    n_synthetic = models.PositiveIntegerField(default=0, help_text="NIK wilayah 99 (data contoh), dihitung terpisah")
    slice_rows = models.PositiveIntegerField(default=50_000, help_text="Baris berkas tiap tahap penerapan")
    n_slices = models.PositiveIntegerField(default=0)
    n_slices_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="Hasil menurut putusan: baru, berubah, sama, pengaku kedua")
    why_refused = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset(
            {
                "id", "batch_id", "kind", "told", "file_name", "sender", "region_code", "dated_on", "by_user_id",
                "state", "columns", "labels", "data_from", "source", "n_rows", "n_faulty", "n_doubled", "n_warned",
                "n_synthetic", "slice_rows", "n_slices", "n_slices_done", "counts", "why_refused", "created_at",
                "finished_at",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch_id", "kind", "told"], name="import_once_a_batch"),
            models.CheckConstraint(condition=Q(n_slices_done__lte=F("n_slices")), name="import_slices_done"),
            models.CheckConstraint(
                condition=Q(state="applied", finished_at__isnull=False, n_slices_done=F("n_slices"))
                | ~Q(state="applied"),
                name="import_applied_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(why_refused="") | ~Q(state="refused") & Q(why_refused=""),
                name="import_refused_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["by_user_id", "-id"], name="import_mine")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportMapping(models.Model):
    """How a sender's columns were read the last time: offered again for the same headings, in the same area alone.

    A wrong mapping of one kelurahan must not be the offer of the next.
    """

    sender = models.TextField()
    region_code = models.CharField(max_length=10, blank=True, help_text="Wilayah impor yang memakainya")
    headings = models.CharField(max_length=64, help_text="Sidik judul kolom")
    columns = models.JSONField()
    used_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "sender", "region_code", "headings", "columns", "used_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "region_code", "headings"], name="import_mapping_once")
        ]

    def __str__(self) -> str:
        return f"import mapping {self.pk}"


class ImportRow(models.Model):
    """One row read: typed values, faults and warnings by code, and what is to become of it.

    `verdict`: faulty, doubled, new, changed, same, claimant (NIK held by somebody else), unplaced (no sound NIK).
    `person_id` is given out before anything is written, so that a second try writes the same rows.
    """

    pk = models.CompositePrimaryKey("run_id", "line")
    run_id = models.BigIntegerField()
    by_user_id = models.BigIntegerField(help_text="Di tiap baris: kebijakan lewat induk mahal pada sejuta baris")
    line = models.BigIntegerField()
    verdict = models.CharField(max_length=12)
    faults = models.TextField(blank=True, help_text="Kode kesalahan, dipisah spasi")
    warnings = models.TextField(blank=True)
    leads_family = models.BooleanField(default=False)
    person_id = models.BigIntegerField(null=True)
    nik = models.BigIntegerField(null=True)
    nik_written = models.TextField(null=True)
    no_nik_reason = models.CharField(max_length=16, null=True)
    kk = models.BigIntegerField(null=True)
    full_name = models.TextField(blank=True)
    name_key = models.TextField(blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_date = models.DateField(null=True)
    birth_place = models.TextField(blank=True)
    mother_name = models.TextField(blank=True)
    religion = models.CharField(max_length=4, blank=True)
    marital = models.CharField(max_length=4, blank=True)
    education = models.CharField(max_length=4, blank=True)
    occupation = models.CharField(max_length=4, blank=True)
    relation = models.SmallIntegerField(null=True)
    region_code = models.CharField(max_length=10, blank=True)
    address = models.TextField(blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)

    class Privacy:
        internal = frozenset(
            {
                "run_id",
                "by_user_id",
                "line",
                "verdict",
                "faults",
                "warnings",
                "leads_family",
                "region_code",
                "person_id",
            }
        )
        personal = frozenset(
            {
                "nik", "nik_written", "no_nik_reason", "kk", "full_name", "name_key", "sex", "birth_date",
                "birth_place", "mother_name", "marital", "education", "occupation", "relation", "address", "rt", "rw",
            }
        )  # fmt: skip
        sensitive = frozenset({"religion"})

    def __str__(self) -> str:
        return f"import row {self.run_id}:{self.line}"


class FactRow(models.Model):
    """One row of a fact file: whose it is, what is wrong, what is to become of it; its values stay in staging.

    `verdict`: faulty, doubled, nothing (the row says nothing of this kind), new, changed, same. `fact_id` is given out
    before anything is written, so that a second try writes the same rows.
    """

    pk = models.CompositePrimaryKey("run_id", "line")
    run_id = models.BigIntegerField()
    by_user_id = models.BigIntegerField()
    line = models.BigIntegerField()
    verdict = models.CharField(max_length=12)
    faults = models.TextField(blank=True, help_text="Kode kesalahan, dipisah spasi")
    warnings = models.TextField(blank=True)
    family_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    visit_id = models.BigIntegerField(null=True, help_text="Kunjungan keluarga yang memuat jawaban anggota ini")
    fact_id = models.BigIntegerField(null=True)

    class Privacy:
        internal = frozenset(
            {
                "run_id", "by_user_id", "line", "verdict", "faults", "warnings", "family_id", "person_id", "visit_id",
                "fact_id",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"fact row {self.run_id}:{self.line}"
