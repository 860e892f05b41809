"""Regions of Kemendagri: one row a code, current or retired."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

CODE_SHAPE = r"^[1-9][0-9]((0[1-9]|[1-6][0-9]|7[1-9]|[89][0-9])((0[1-9]|[1-9][0-9])([123][0-9]{3})?)?)?$"


class Kind(models.TextChoices):
    """What the code itself says: its length, 71–99 for a kota, its seventh digit."""

    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA = "desa", "Desa"
    DESA_ADAT = "desa_adat", "Desa adat"


class Region(models.Model):
    """A province, kabupaten/kota, kecamatan or kelurahan/desa by its Kemendagri code without dots.

    `valid_from` and `valid_to` are the first and the last day; None is "not known" and "still valid".
    A retired code keeps its row, because NIKs and old files go on using it; `successor` is None where it
    is not certain. `search_key` is what people search, `match_key` what file imports compare.
    """

    code = models.CharField("kode", max_length=10, primary_key=True)
    name = models.CharField("nama", max_length=100)
    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", db_index=False, verbose_name="induk"
    )
    valid_from = models.DateField("berlaku sejak", null=True)
    valid_to = models.DateField("berlaku sampai", null=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="predecessors",
        db_index=False,
        verbose_name="pengganti",
    )
    decree = models.CharField("dasar", max_length=80, blank=True)
    level = models.GeneratedField(
        expression=Func(F("code"), function="kesos_region_level"),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    search_key = models.GeneratedField(
        expression=Func(F("name"), function="kesos_folded_name"), output_field=models.TextField(), db_persist=True
    )
    match_key = models.GeneratedField(
        expression=Func(F("name"), F("code"), function="kesos_match_key"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Privacy:
        public = frozenset(
            {
                "code", "name", "kind", "parent", "valid_from", "valid_to", "successor", "decree",
                "level", "search_key", "match_key",
            }
        )  # fmt: skip

    class Meta:
        verbose_name = "wilayah"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=CODE_SHAPE), name="region_code_shape"),
            models.CheckConstraint(
                condition=Q(kind=Func(F("code"), function="kesos_region_kind", output_field=models.TextField())),
                name="region_kind_of_code",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, code__regex="^..$")
                | Q(
                    parent__isnull=False,
                    parent=Func(F("code"), function="kesos_region_parent", output_field=models.TextField()),
                ),
                name="region_parent_is_prefix",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="region_validity_order",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | (Q(valid_to__isnull=False) & ~Q(successor=F("code"))),
                name="region_successor_of_retired",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="region_named"),
        ]
        indexes = [
            models.Index(fields=["parent", "code"], name="region_children"),
            models.Index(fields=["successor"], condition=Q(successor__isnull=False), name="region_predecessors"),
            models.Index(fields=["match_key", "level"], name="region_match"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="region_search"),
        ]

    def __str__(self) -> str:
        return self.name
