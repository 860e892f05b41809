"""A family or some of it goes to another kelurahan; the destination sees the offer, not the registry's rows."""

from django.db import models
from django.db.models import F, Q

FLOW = "pindah"
STATES = ("DILAPORKAN", "DIPERIKSA_ASAL", "MENUNGGU_TUJUAN", "SELESAI", "DITOLAK", "DIBATALKAN")
UNDER_WAY = ("DILAPORKAN", "DIPERIKSA_ASAL", "MENUNGGU_TUJUAN")


class Move(models.Model):
    """`state` is a code of the machine `pindah`; where a case exists it is kept equal to the case's own."""

    number = models.CharField(max_length=40, unique=True, help_text="Misalnya P-3571-2026-11-000142")
    family = models.ForeignKey("registry.Family", models.PROTECT, related_name="+")
    new_family = models.ForeignKey("registry.Family", models.PROTECT, null=True, db_index=False, related_name="+")
    head_name = models.TextField(help_text="Kepala dari yang pindah, untuk judul")
    region_code = models.CharField(max_length=10, help_text="Kelurahan asal")
    to_region_code = models.CharField(max_length=10)
    to_address = models.TextField(blank=True)
    to_rt = models.CharField(max_length=3, blank=True)
    to_rw = models.CharField(max_length=3, blank=True)
    to_kk = models.BigIntegerField(null=True)
    moved_on = models.DateField()
    whole = models.BooleanField(help_text="Sekeluarga; bila tidak, sebagian membentuk keluarga baru")
    remaining_head = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="+",
        help_text="Kepala bagi yang tinggal, bila kepalanya ikut pindah",
    )  # fmt: skip
    state = models.CharField(max_length=16, default="DILAPORKAN")
    reported_at = models.DateTimeField()
    reported_by = models.BigIntegerField()
    settled_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True, help_text="Kapan Dukcapil terakhir ditanya")
    said = models.CharField(max_length=300, blank=True, help_text="Kalimat bila Dukcapil tidak menjawab")
    event = models.OneToOneField("journeys.Event", models.PROTECT, null=True, related_name="move")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")
    case = models.OneToOneField("workflow.Case", models.PROTECT, null=True, related_name="+")

    class Privacy:
        internal = frozenset(
            {
                "id", "number", "region_code", "to_region_code", "whole", "state", "reported_at", "reported_by",
                "settled_at", "asked_at", "said", "event", "source", "case",
            }
        )  # fmt: skip
        personal = frozenset(
            {
                "family", "new_family", "head_name", "to_address", "to_rt", "to_rw", "to_kk", "moved_on",
                "remaining_head",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="move_state"),
            models.CheckConstraint(condition=~Q(region_code=F("to_region_code")), name="move_goes_elsewhere"),
            models.CheckConstraint(condition=Q(region_code__regex=r"^[0-9]{10}$"), name="move_from_a_village"),
            models.CheckConstraint(condition=Q(to_region_code__regex=r"^[0-9]{10}$"), name="move_to_a_village"),
            models.CheckConstraint(
                condition=Q(whole=False) | Q(remaining_head=None), name="move_whole_leaves_nobody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY, settled_at=None)
                | ~Q(state__in=UNDER_WAY) & Q(settled_at__isnull=False),
                name="move_settled_with_a_day",
            ),
            # two reports of one family would tear it apart
            models.UniqueConstraint(
                fields=["family"], condition=Q(state__in=UNDER_WAY), name="move_one_under_way"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["region_code", "-id"], opclasses=["varchar_pattern_ops", "int8_ops"],
                         name="move_from"),
            models.Index(fields=["to_region_code", "-id"], opclasses=["varchar_pattern_ops", "int8_ops"],
                         name="move_to"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"move {self.pk}"


class Mover(models.Model):
    """Who moves, as the origin knew them: the destination has to judge by this alone."""

    move = models.ForeignKey(Move, models.CASCADE, related_name="movers")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    full_name = models.TextField()
    nik = models.BigIntegerField(null=True)
    birth_date = models.DateField(null=True)
    relation = models.PositiveSmallIntegerField(help_text="Hubungan di keluarga yang pindah")

    class Privacy:
        internal = frozenset({"id", "move", "relation"})
        personal = frozenset({"person", "full_name", "nik", "birth_date"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "person"], name="mover_once"),
            models.UniqueConstraint(fields=["move"], condition=Q(relation=1), name="mover_one_head"),
            models.CheckConstraint(condition=Q(relation__range=(1, 11)), name="mover_relation"),
        ]

    def __str__(self) -> str:
        return f"mover {self.pk}"
