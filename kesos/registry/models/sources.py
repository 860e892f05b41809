"""Where a value comes from: a file, the population registry, a form at the counter, a decree."""

from django.db import models


class Source(models.Model):
    """One act that brought data in. Every fact points at the one it came with."""

    class Kind(models.TextChoices):
        IMPORT = "import", "Impor berkas"
        POPULATION = "population", "Data kependudukan"
        FORM = "form", "Formulir petugas"
        DECREE = "decree", "Penetapan"
        DEMO = "demo", "Data contoh"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.TextField()
    dated_on = models.DateField(help_text="Tanggal keadaan data menurut pengirim")
    received_at = models.DateTimeField()
    by_user_id = models.BigIntegerField()
    region_code = models.CharField(max_length=10, blank=True)

    class Privacy:
        internal = frozenset({"id", "kind", "title", "dated_on", "received_at", "by_user_id", "region_code"})

    def __str__(self) -> str:
        return f"source {self.pk}"
