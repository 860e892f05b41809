"""A family card's family, who is in it and since when."""

from django.db import models
from django.db.models import F, Q

from kesos.foundation.numbers import HIGHEST, LOWEST

HEAD = 1  # code 1 of the Dukcapil list of family relations


class Family(models.Model):
    """The people of one Kartu Keluarga, keyed by our own id: the number on the card changes, the family stays."""

    kk = models.BigIntegerField(null=True, unique=True)
    kk_as_written = models.TextField(null=True)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, db_column="region_code", db_constraint=False, db_index=False, related_name="+"
    )
    address = models.TextField(blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    position_accuracy_m = models.PositiveIntegerField(null=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    updated_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "region", "source", "updated_at"})
        personal = frozenset(
            {"kk", "kk_as_written", "address", "rt", "rw", "latitude", "longitude", "position_accuracy_m"}
        )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kk__range=(LOWEST, HIGHEST)) | Q(kk=None), name="family_kk_16_digits"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-11.5, 6.5), longitude__range=(94.5, 141.5)),
                name="family_position_in_indonesia",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "id"], opclasses=["varchar_pattern_ops", "int8_ops"], name="family_place")
        ]

    def __str__(self) -> str:
        return f"family {self.pk}"


class PastFamilyCard(models.Model):
    """A number this family had before, so that an old card still finds it. Written by the database."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="past_cards")
    kk = models.BigIntegerField()
    until = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "family", "until"})
        personal = frozenset({"kk"})

    class Meta:
        indexes = [models.Index(fields=["kk"], name="past_card_kk")]

    def __str__(self) -> str:
        return f"past family card {self.pk}"


class FamilyHistory(models.Model):
    """What a family's row said before a change."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="history")
    before = models.JSONField()
    before_source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "family", "before_source", "source", "changed_at"})
        personal = frozenset({"before"})

    def __str__(self) -> str:
        return f"family history {self.pk}"


class Membership(models.Model):
    """A person in a family, from one day to another. One person is in one family at a time."""

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="memberships", db_index=False)
    family = models.ForeignKey(Family, models.CASCADE, related_name="memberships")
    relation = models.PositiveSmallIntegerField(help_text="Kode hubungan Dukcapil: 1 kepala keluarga … 11 lainnya")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, db_constraint=False, db_index=False, related_name="+")

    class Privacy:
        internal = frozenset({"id", "person", "family", "relation", "joined_on", "left_on", "source"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(left_on=None), name="membership_one_now"),
            models.UniqueConstraint(
                fields=["family"], condition=Q(left_on=None, relation=HEAD), name="membership_one_head"
            ),
            models.CheckConstraint(condition=Q(relation__range=(1, 11)), name="membership_relation"),
            models.CheckConstraint(condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="membership_order"),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(left_on__isnull=False), name="membership_past"),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"
