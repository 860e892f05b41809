"""What was compared with what, and how far it came."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Snapshot(models.Model):
    """One extract, one list or the registry itself, as files of the data folder (`snapshots.places`)."""

    class Kind(models.TextChoices):
        REGISTRY = "registry", "Data Kesos"
        POPULATION = "population", "Data kependudukan"
        LIST = "list", "Daftar penerima"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=16, help_text="Kependudukan, atau kode program daftarnya")
    as_of = models.DateField(help_text="Tanggal keadaan data menurut pengirim")
    file_name = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 isi berkas")
    before = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="+")
    counts = models.JSONField(default=dict, help_text="Baris, ditolak menurut sebab, ganda, berubah")
    taken_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    by_user_id = models.BigIntegerField()

    class Privacy:
        internal = frozenset(
            {
                "id", "kind", "source", "as_of", "file_name", "digest", "before", "counts", "taken_at", "ready_at",
                "removed_at", "by_user_id",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "digest"], condition=~Q(digest="") & Q(removed_at=None),
                name="snapshot_once_a_file",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"snapshot {self.pk}"


class Run(models.Model):
    """One comparison. `written` are the buckets that are done: where a cut run goes on."""

    class State(models.TextChoices):
        MATCHING = "matching", "Sedang dibandingkan"
        DONE = "done", "Selesai"

    source = models.CharField(max_length=16)
    registry = models.ForeignKey(Snapshot, models.PROTECT, db_index=False, related_name="+")
    other = models.ForeignKey(Snapshot, models.PROTECT, db_index=False, related_name="+")
    population = models.ForeignKey(Snapshot, models.PROTECT, null=True, db_index=False, related_name="+")
    is_whole = models.BooleanField(help_text="Semua orang; kalau tidak, hanya yang berubah sejak yang sebelumnya")
    engine = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.MATCHING)
    written = ArrayField(models.PositiveSmallIntegerField(), default=list, help_text="Bagian yang sudah tertulis")
    counts = models.JSONField(default=dict, help_text="Temuan baru, berubah, dan selesai")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    by_user_id = models.BigIntegerField()

    class Privacy:
        internal = frozenset(
            {
                "id", "source", "registry", "other", "population", "is_whole", "engine", "state", "written", "counts",
                "begun_at", "finished_at", "by_user_id",
            }
        )  # fmt: skip

    class Meta:
        db_table = "padan_run"
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="matching"), name="padan_one_run_a_source"
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False) | ~Q(state="done"), name="padan_run_done_whole"
            ),
            models.CheckConstraint(condition=~Q(registry=F("other")), name="padan_run_of_two"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"padan run {self.pk}"
