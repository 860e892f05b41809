"""Two records that may be one person, until people have judged them."""

from django.db import models
from django.db.models import F, Q

FLOW = "data_ganda"
OPEN, SAME, APART, MERGED = "TERBUKA", "DIUSULKAN", "BERBEDA", "DIGABUNG"
STATES = (OPEN, SAME, APART, MERGED)


class Pair(models.Model):
    """Found by probability, once: `mark` is what both said then; who was judged is asked again only after a change.

    No foreign keys: whoever was merged into the other is no person any more, and the pair still tells of both. `first`
    and `second` are in the order of their numbers; `stays` is the one the judge chose.
    """

    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    first_region = models.CharField(max_length=10)
    second_region = models.CharField(max_length=10)
    probability = models.FloatField(help_text="Peluang bahwa keduanya satu orang, 0 sampai 1")
    is_certain = models.BooleanField(help_text="Tidak ada orang lain yang sama cocoknya")
    reasons = models.TextField(help_text="Yang sama dan yang berbeda, menurut pencocokan")
    mark = models.BigIntegerField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=OPEN)
    stays_id = models.BigIntegerField(null=True)
    merge = models.ForeignKey("registry.Merge", models.PROTECT, null=True, related_name="+")
    case = models.OneToOneField("workflow.Case", models.PROTECT, null=True, related_name="+")

    class Privacy:
        internal = frozenset(
            {"id", "first_region", "second_region", "found_at", "state", "merge", "case", "mark", "is_certain"}
        )
        personal = frozenset({"first_id", "second_id", "stays_id", "probability", "reasons"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first_id", "second_id"], name="pair_once"),
            models.CheckConstraint(condition=Q(first_id__lt=F("second_id")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(probability__range=(0, 1)), name="pair_probability"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="pair_state"),
            models.CheckConstraint(condition=Q(state=OPEN) | Q(case__isnull=False), name="pair_has_its_case"),
            models.CheckConstraint(
                condition=Q(stays_id=None) | Q(stays_id=F("first_id")) | Q(stays_id=F("second_id")),
                name="pair_stays_is_one_of_two",
            ),
            models.CheckConstraint(
                condition=Q(state=MERGED, merge__isnull=False) | ~Q(state=MERGED), name="pair_merged_whole"
            ),
        ]
        indexes = [
            models.Index(fields=["second_id"], name="pair_second"),
            models.Index(
                fields=["first_region", "state"], opclasses=["varchar_pattern_ops", "varchar_ops"], name="pair_place"
            ),
            models.Index(
                fields=["second_region", "state"], opclasses=["varchar_pattern_ops", "varchar_ops"],
                name="pair_other_place",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"pair {self.pk}"


class Search(models.Model):
    """One search for doubles in one kab/kota, or for people without a sound number in the population's extract."""

    class Kind(models.TextChoices):
        DOUBLES = "doubles", "Data ganda"
        NUMBERS = "numbers", "NIK dari data kependudukan"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    region_code = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="Orang yang dibandingkan, pasangan baru, berubah, dan hilang")
    by_user_id = models.BigIntegerField()

    class Privacy:
        internal = frozenset({"id", "kind", "region_code", "begun_at", "finished_at", "counts", "by_user_id"})

    class Meta:
        indexes = [models.Index(fields=["kind", "region_code", "-id"], name="padan_search_latest")]

    def __str__(self) -> str:
        return f"search {self.pk}"
