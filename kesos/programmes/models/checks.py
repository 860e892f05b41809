"""The monthly check of a recipient, what is told of it in writing, notes from the ground, and the threshold."""

from django.db import models
from django.db.models import F, Q

from kesos.programmes.models.dated import in_order, one_a_day

FLOW = "kelayakan"
NOT_YET, LOOKED, FIT, UNFIT = "BELUM_DIPERIKSA", "DIPERIKSA", "LAYAK", "USUL_TIDAK_LAYAK"
AGREED, APPROVED, REFUSED = "MENUNGGU_PENGESAHAN", "DISETUJUI_TIDAK_LAYAK", "DITOLAK_DINSOS"
STATES = (NOT_YET, LOOKED, FIT, UNFIT, AGREED, APPROVED, REFUSED)
ENDS = (FIT, APPROVED, REFUSED)
SAID_UNFIT = (UNFIT, AGREED, APPROVED, REFUSED)


class Check(models.Model):
    """One recipient looked at in one month. Nobody has looked yet: there is no row, and no case.

    A rule may begin one by itself (`proposed_at`, `found`); what is decided, people decide (UU 27/2022).
    """

    enrolment = models.ForeignKey("registry.Enrolment", models.PROTECT, related_name="checks", db_index=False)
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="checks")
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="check_of_recipient")
    region_code = models.CharField(max_length=10, help_text="Tempat tinggal ketika pemeriksaan dibuka")
    city_code = models.GeneratedField(
        expression=models.Func("region_code", 4, function="left"),
        output_field=models.CharField(max_length=4),
        db_persist=True,
    )
    month = models.DateField()
    state = models.CharField(max_length=24, default=NOT_YET)
    found = models.JSONField(default=list, help_text="Yang ditemukan aturan: kode dan kalimat")
    proposed_at = models.DateTimeField(null=True, help_text="Bila aturan yang mengusulkan pemeriksaan ini")
    checked_on = models.DateField(null=True)
    reason_code = models.CharField(max_length=8, blank=True)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)

    class Privacy:
        internal = frozenset(
            {"id", "enrolment", "person", "case", "region_code", "city_code", "month", "state", "proposed_at",
             "checked_on", "reason_code"}
        )  # fmt: skip
        personal = frozenset({"found", "reason", "evidence"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "month"], name="check_once_a_month"),
            models.UniqueConstraint(fields=["enrolment"], condition=~Q(state__in=ENDS), name="check_one_open"),
            models.CheckConstraint(condition=Q(month__day=1), name="check_of_a_month"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="check_state"),
            models.CheckConstraint(
                condition=~Q(state__in=SAID_UNFIT)
                | (~Q(reason_code="") & ~Q(reason="") & ~Q(evidence="") & Q(checked_on__isnull=False)),
                name="check_unfit_says_why",
            ),
            models.CheckConstraint(condition=~Q(state=FIT) | Q(checked_on__isnull=False), name="check_fit_has_its_day"),
            models.CheckConstraint(
                condition=Q(proposed_at=None, found=[]) | (Q(proposed_at__isnull=False) & ~Q(found=[])),
                name="check_proposal_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "month", "state", "id"], name="check_place"),
            models.Index(fields=["city_code", "month", "state", "id"], name="check_city"),
            models.Index(fields=["month", "state", "id"], name="check_country"),
            models.Index(fields=["month", "id"], name="check_month"),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"


class CheckNotice(models.Model):
    """What the person is told in writing when aid ends, as it stood on that day, and when it reached them."""

    check_row = models.OneToOneField(Check, models.PROTECT, primary_key=True, related_name="notice")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=10)
    text = models.TextField()
    told_on = models.DateField()
    object_until = models.DateField(help_text="Hari terakhir mengajukan keberatan")
    answer_days = models.PositiveSmallIntegerField(help_text="Hari kerja untuk menjawab keberatan")
    handed_on = models.DateField(null=True)
    handed_to = models.TextField(blank=True)
    handed_by = models.BigIntegerField(null=True)

    class Privacy:
        internal = frozenset(
            {"check_row", "person", "region_code", "told_on", "object_until", "answer_days", "handed_on", "handed_by"}
        )
        personal = frozenset({"text", "handed_to"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(object_until__gt=F("told_on")), name="check_notice_leaves_time"),
            models.CheckConstraint(
                condition=Q(handed_on=None, handed_to="", handed_by=None)
                | (Q(handed_on__isnull=False, handed_by__isnull=False) & ~Q(handed_to="")),
                name="check_notice_handed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"check notice {self.pk}"


class FieldNote(models.Model):
    """A note from the ground on one recipient; as a task it waits for the other side to answer."""

    class Kind(models.TextChoices):
        NOTE = "note", "Catatan"
        TO_OFFICE = "to_office", "Tugas untuk dinas dan kelurahan"
        TO_COMPANION = "to_companion", "Tugas untuk pendamping"

    enrolment = models.ForeignKey("registry.Enrolment", models.CASCADE, related_name="field_notes")
    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="+")
    region_code = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
    by_user_id = models.BigIntegerField()
    by_name = models.TextField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.BigIntegerField(null=True)
    done_by_name = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    class Privacy:
        internal = frozenset(
            {"id", "enrolment", "person", "region_code", "kind", "by_user_id", "by_name", "at", "done_at", "done_by",
             "done_by_name"}
        )  # fmt: skip
        personal = frozenset({"text", "answer"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["note", "to_office", "to_companion"]), name="field_note_kind"),
            models.CheckConstraint(condition=~Q(text=""), name="field_note_says_something"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, answer="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(answer="") & ~Q(kind="note")),
                name="field_note_done_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"],
                condition=Q(done_at=None) & ~Q(kind="note"),
                name="field_task_open",
            )
        ]

    def __str__(self) -> str:
        return f"field note {self.pk}"


class CriteriaThreshold(models.Model):
    """How many of the eight criteria of Kepmensos 262/HUK/2022 a family must meet here; no row: people weigh them."""

    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    least = models.PositiveSmallIntegerField()
    basis = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "region", "least", "basis", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            one_a_day("criteria_threshold_one_a_day", "region"),
            in_order("criteria_threshold_order"),
            models.CheckConstraint(condition=Q(least__range=(1, 8)), name="criteria_threshold_of_eight"),
            models.CheckConstraint(condition=~Q(basis=""), name="criteria_threshold_has_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.least} of 8"
