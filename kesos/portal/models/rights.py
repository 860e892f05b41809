"""What citizens demand of their own data and of decisions about them: requests, objections, consents."""

from django.db import models
from django.db.models import F, Q


class RightRequest(models.Model):
    """One demand, on its way through the flow that bears the name of its kind."""

    class Kind(models.TextChoices):
        CORRECTION = "koreksi_data", "Koreksi data"
        WITHDRAWAL = "cabut_persetujuan", "Penarikan persetujuan"
        OBJECTION = "keberatan", "Keberatan"

    class Against(models.TextChoices):
        AUTOMATIC = "usulan_otomatis", "Usulan penghentian yang dibuat sistem"
        PROPOSAL = "usulan_ditolak", "Usulan yang ditolak"
        STOPPED = "bantuan_dihentikan", "Bantuan yang dihentikan"
        DECILE = "desil", "Desil kesejahteraan"
        OTHER = "lain", "Keputusan lain"

    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(null=True)
    region_code = models.CharField(max_length=10)
    about = models.CharField(max_length=120, help_text="Data atau keputusan yang dimaksud")
    against = models.CharField(max_length=20, choices=Against.choices, blank=True)
    told_on = models.DateField(null=True, help_text="Kapan keputusan diketahui")
    wish = models.TextField()
    enrolment = models.ForeignKey(
        "registry.Enrolment", models.PROTECT, null=True, related_name="+", help_text="Kepesertaan yang diberatkan"
    )
    consequence = models.TextField(blank=True, help_text="Apa yang terjadi pada kepesertaan itu sesudah dikabulkan")
    consent = models.ForeignKey("portal.Consent", models.PROTECT, null=True, related_name="+")
    taken_by = models.BigIntegerField(null=True, help_text="Petugas loket yang mencatat")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=60)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Privacy:
        internal = frozenset(
            {"id", "case", "kind", "region_code", "against", "consent", "taken_by", "asked_at", "state", "due_at"}
            | {"ended_at", "enrolment"}
        )
        personal = frozenset({"person", "family_id", "about", "told_on", "wish", "answer", "consequence"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["koreksi_data", "cabut_persetujuan", "keberatan"]), name="right_kind"
            ),
            models.CheckConstraint(condition=~Q(about="") & Q(wish__regex=r"\S.{3,}\S"), name="right_told"),
            models.CheckConstraint(
                condition=(Q(kind="keberatan", told_on__isnull=False) & ~Q(against=""))
                | (~Q(kind="keberatan") & Q(told_on=None, against="")),
                name="right_objection_names_decision",
            ),
            models.CheckConstraint(
                condition=Q(kind="cabut_persetujuan", consent__isnull=False)
                | (~Q(kind="cabut_persetujuan") & Q(consent=None)),
                name="right_withdrawal_names_consent",
            ),
            models.CheckConstraint(
                condition=Q(kind="keberatan") | Q(enrolment=None, consequence=""), name="right_membership_of_objection"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "about"], condition=Q(ended_at=None), name="right_once_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"], opclasses=["varchar_pattern_ops", "int8_ops"], name="right_in_area"
            ),
            models.Index(fields=["family_id", "id"], name="right_of_family"),
        ]

    def __str__(self) -> str:
        return f"right {self.pk}"


class Consent(models.Model):
    """A consent of a person for one purpose, as far as a purpose rests on consent at all."""

    class Purpose(models.TextChoices):
        PHOTO = "publikasi_foto", "Memuat foto dalam publikasi"
        FEATURES = "layanan_tambahan", "Pemberitahuan lewat surel atau telepon"
        REPORTS = "laporan_sipkemas", "Memakai laporan SIPKe-Mas"

    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(null=True)
    region_code = models.CharField(max_length=10)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    given_at = models.DateTimeField()
    given_for = models.TextField(blank=True, help_text="Wali, bila diberikan untuk anak atau penyandang disabilitas")
    taken_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    acted_at = models.DateTimeField(null=True)

    class Privacy:
        internal = frozenset({"id", "region_code", "purpose", "given_at", "taken_by", "withdrawn_at", "acted_at"})
        personal = frozenset({"person", "family_id", "given_for"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="consent_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="consent_withdrawn_later"
            ),
            models.CheckConstraint(
                condition=Q(acted_at=None) | Q(withdrawn_at__isnull=False, acted_at__gte=F("withdrawn_at")),
                name="consent_acted_after_withdrawal",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"], opclasses=["varchar_pattern_ops", "int8_ops"], name="consent_in_area"
            ),
            models.Index(fields=["family_id"], name="consent_of_family"),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
