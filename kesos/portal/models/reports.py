"""An usul or a sanggah; and, in a table of its own behind its own policy, who told it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

FLOW = "usul_sanggah"
ENDS = ("DITERIMA_BENAR", "DITOLAK", "KEDALUWARSA")


class Report(models.Model):
    """What is told of a family, never by whom. `state` follows the case, for those who may not see the case."""

    class Kind(models.TextChoices):
        USUL = "usul", "Usul"
        SANGGAH = "sanggah", "Sanggah"

    class Through(models.TextChoices):
        ACCOUNT = "account", "Akun warga"
        COUNTER = "counter", "Loket kelurahan"

    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="report")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    through = models.CharField(max_length=8, choices=Through.choices)
    region_code = models.CharField(max_length=10)
    city_code = models.GeneratedField(
        expression=Left("region_code", 4), output_field=models.CharField(max_length=4), db_persist=True
    )
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey("registry.Family", models.PROTECT, null=True, related_name="+")
    enrolment = models.ForeignKey("registry.Enrolment", models.PROTECT, null=True, related_name="+")
    subject_name = models.TextField(help_text="Nama penerima yang disanggah atau kepala keluarga yang diusulkan")
    kk = models.BigIntegerField(null=True, help_text="No KK seperti yang disebut pelapor")
    programme = models.CharField(max_length=16)
    reason = models.TextField()
    photo_key = models.UUIDField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    no_point_reason = models.TextField(blank=True)
    remarks = ArrayField(models.TextField(), default=list, help_text="Yang janggal pada foto dan titik")
    state = models.CharField(max_length=60)
    state_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    escalate_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True, help_text="Kapan atasan diberi tahu")
    surveyor_id = models.BigIntegerField(null=True)
    surveyor_name = models.TextField(blank=True)
    field_result = models.TextField(blank=True)
    field_photo_key = models.UUIDField(null=True)
    field_by = models.BigIntegerField(null=True)
    field_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True)
    followed_by = models.BigIntegerField(null=True)
    begun = ArrayField(models.BigIntegerField(), default=list, help_text="Kasus yang dibuka sesudah terbukti")

    class Privacy:
        internal = frozenset(
            {
                "id", "case", "kind", "through", "region_code", "city_code", "enrolment", "programme", "state",
                "state_at", "sent_at", "escalate_at", "due_at", "ended_at", "raised_at", "surveyor_id", "surveyor_name",
                "field_by", "field_at", "followed_at", "followed_by", "begun",
            }
        )  # fmt: skip
        personal = frozenset(
            {
                "person", "family", "subject_name", "kk", "reason", "photo_key", "latitude", "longitude",
                "no_point_reason", "remarks", "field_result", "field_photo_key",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["usul", "sanggah"]), name="report_kind"),
            models.CheckConstraint(condition=Q(through__in=["account", "counter"]), name="report_through"),
            models.CheckConstraint(
                condition=~Q(kind="sanggah") | Q(enrolment__isnull=False, person__isnull=False),
                name="report_sanggah_names_recipient",
            ),
            models.CheckConstraint(condition=~Q(kind="usul") | Q(kk__isnull=False), name="report_usul_names_card"),
            models.CheckConstraint(
                condition=~Q(subject_name="") & ~Q(programme="") & Q(reason__regex=r"\S.{8,}\S"), name="report_told"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=False, longitude__isnull=False, no_point_reason="")
                & Q(latitude__range=(-11.5, 6.5), longitude__range=(94.5, 141.5))
                | (Q(latitude=None, longitude=None) & ~Q(no_point_reason="")),
                name="report_point_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDS, ended_at__isnull=False) | (~Q(state__in=ENDS) & Q(ended_at=None)),
                name="report_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(field_at=None, field_by=None, field_result="")
                | (Q(field_at__isnull=False, field_by__isnull=False) & ~Q(field_result="")),
                name="report_field_whole",
            ),
            models.CheckConstraint(
                condition=Q(followed_at=None, followed_by=None)
                | Q(followed_at__isnull=False, followed_by__isnull=False, state="DITERIMA_BENAR"),
                name="report_followed_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"], opclasses=["varchar_pattern_ops", "int8_ops"], name="report_in_area"
            ),
            models.Index(fields=["city_code", "id"], name="report_in_city"),
            models.Index(fields=["city_code", "sent_at"], name="report_late_rate"),
            models.Index(fields=["escalate_at"], condition=Q(ended_at=None, raised_at=None), name="report_to_raise"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Reporter(models.Model):
    """Who told a report: read by the person alone, or one row at a time by who has written down why.

    `mark` names what is told, so that the same person tells the same thing once while it is open.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="+")
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+")
    user_id = models.BigIntegerField(null=True)
    taken_by = models.BigIntegerField(null=True, help_text="Petugas loket yang mencatat")
    lives_in = models.CharField(max_length=10)
    region_code = models.CharField(max_length=10)
    mark = models.CharField(max_length=80)
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"report", "region_code", "told_at", "ended_at", "forgotten_at"})
        sensitive = frozenset({"person", "user_id", "taken_by", "lives_in", "mark"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "mark"], condition=Q(ended_at=None, person__isnull=False), name="reporter_tells_once"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None, person__isnull=False)
                | Q(forgotten_at__isnull=False, person=None, user_id=None, taken_by=None, lives_in="", mark=""),
                name="reporter_forgotten_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["user_id"], name="reporter_own"),
            models.Index(fields=["ended_at"], condition=Q(forgotten_at=None), name="reporter_to_forget"),
        ]

    def __str__(self) -> str:
        return f"reporter of {self.report_id}"
