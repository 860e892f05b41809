"""What a neighbour's record said of a person, each time it was asked."""

from django.db import models


class Match(models.Model):
    """One answer about one person on one day; later answers add rows and change none."""

    class Outcome(models.TextChoices):
        SAME = "padan", "Padan"
        NAME = "beda_nama", "Nama berbeda"
        BIRTH_DATE = "beda_tanggal_lahir", "Tanggal lahir berbeda"
        SEX = "beda_jk", "Jenis kelamin berbeda"
        DIED = "meninggal", "Tercatat meninggal"
        MOVED = "pindah", "Tercatat pindah"
        NOT_FOUND = "tidak_ditemukan", "Tidak ditemukan"
        FAILED = "gagal", "Belum terjawab"

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="matches", db_index=False)
    source_system = models.CharField(max_length=16, default="dukcapil")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    details = models.JSONField(default=dict, help_text="Yang berbeda; tidak pernah NIK lengkap")
    by_user_id = models.BigIntegerField()

    class Privacy:
        internal = frozenset({"id", "person", "source_system", "asked_at", "outcome", "by_user_id"})
        personal = frozenset({"details"})

    class Meta:
        db_table_comment = "kesos:append-only"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    outcome__in=[
                        "padan", "beda_nama", "beda_tanggal_lahir", "beda_jk", "meninggal", "pindah",
                        "tidak_ditemukan", "gagal",
                    ]
                ),
                name="match_outcome",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["person", "source_system", "-asked_at", "-id"], name="match_latest")]

    def __str__(self) -> str:
        return f"match {self.pk}"
