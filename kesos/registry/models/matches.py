"""Answers of the population registry about a person, each with its time."""

from django.db import models


class Match(models.Model):
    """One answer: added, never changed; the newest one counts."""

    class Outcome(models.TextChoices):
        MATCHED = "padan", "Padan"
        NAME = "beda_nama", "Nama berbeda"
        BIRTH_DATE = "beda_tanggal_lahir", "Tanggal lahir berbeda"
        SEX = "beda_jk", "Jenis kelamin berbeda"
        DEAD = "meninggal", "Tercatat meninggal"
        MOVED = "pindah", "Tercatat di kelurahan lain"
        NOT_FOUND = "tidak_ditemukan", "NIK tidak ditemukan"
        UNANSWERED = "gagal", "Dukcapil tidak menjawab"

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="matches", db_index=False)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    asked_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "asked_at"})
        personal = frozenset({"person", "outcome"})

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_at"], name="match_newest")]

    def __str__(self) -> str:
        return f"match {self.pk}"
