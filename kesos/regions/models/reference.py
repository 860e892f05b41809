"""What of the shipped data is loaded, and a number that grows whenever reference data change."""

from django.db import models


class LoadedSource(models.Model):
    """A shipped data file in the state in which it was last loaded: the same file is not loaded twice."""

    name = models.CharField(max_length=60, primary_key=True)
    sha256 = models.CharField(max_length=64)
    n_rows = models.IntegerField()
    loaded_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"name", "sha256", "n_rows", "loaded_at"})

    class Meta:
        verbose_name = "data rujukan terpasang"


class ReferenceVersion(models.Model):
    """One row. Triggers raise the number at every change of regions or codes, whoever makes it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=1)

    class Privacy:
        internal = frozenset({"id", "number"})

    class Meta:
        verbose_name = "versi data rujukan"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="reference_version_single")]
