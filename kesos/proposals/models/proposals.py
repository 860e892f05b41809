"""A family proposed for the integrated data, or for the aid of one programme."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

FLOW, AID_FLOW = "usulan_dtks", "usulan_bansos"


class Proposal(models.Model):
    """One family in one month, once for the data and once for each programme; of a programme for persons, one person.

    What the deliberation said of it stays beside it until the lurah carries it out. Its case says which flow it takes.
    """

    class Kind(models.TextChoices):
        NEW = "new", "Usulan baru"
        CORRECTION = "correction", "Perbaikan data"
        AID = "aid", "Usulan bantuan"

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="proposals")
    family = models.ForeignKey("registry.Family", models.PROTECT, related_name="proposals")
    case = models.OneToOneField("workflow.Case", models.PROTECT, related_name="proposal")
    region_code = models.CharField(max_length=10)
    # equality on a column of its own: a function of the code could not use an index under row policies
    city_code = models.GeneratedField(
        expression=Left("region_code", 4), output_field=models.CharField(max_length=4), db_persist=True
    )
    head_name = models.TextField(blank=True, help_text="Nama kepala keluarga saat diusulkan, untuk urutan daftar")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    to_correct = models.CharField(
        max_length=1000, blank=True, help_text="Apa yang perlu diperbaiki; kosong: usulan baru"
    )
    number = models.TextField(unique=True, help_text="Nomor usulan, misalnya U-3571-2026-11-000142")
    programme = models.ForeignKey("programmes.Programme", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="aid_proposals",
        help_text="Pengurus, atau orang yang diusulkan menerima",
    )  # fmt: skip
    for_family = models.BooleanField(default=True, db_default=True, help_text="Bantuan untuk keluarga, bukan orang")
    findings = models.JSONField(null=True, help_text="Yang ditemukan aturan program, saat terakhir diperiksa")
    checked_at = models.DateTimeField(null=True)
    deliberation = models.ForeignKey("proposals.Deliberation", models.PROTECT, null=True, related_name="proposals")
    is_agreed = models.BooleanField(null=True)
    reason_code = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)

    class Privacy:
        internal = frozenset(
            {
                "id", "period", "case", "region_code", "city_code", "kind", "number", "deliberation", "is_agreed",
                "reason_code", "programme", "for_family", "checked_at",
            }
        )  # fmt: skip
        personal = frozenset({"family", "person", "head_name", "reason", "to_correct", "findings"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "family"], condition=Q(programme=None), name="proposal_once_a_month"
            ),
            models.UniqueConstraint(
                fields=["period", "programme", "family"],
                condition=Q(for_family=True),
                name="aid_proposal_once_a_family",
            ),
            models.UniqueConstraint(fields=["period", "programme", "person"], name="aid_proposal_once_a_person"),
            models.CheckConstraint(
                condition=Q(kind="aid", programme__isnull=False, person__isnull=False)
                | (~Q(kind="aid") & Q(programme=None, person=None, for_family=True)),
                name="proposal_of_aid_names_programme_and_person",
            ),
            models.CheckConstraint(
                condition=Q(deliberation=None, is_agreed=None) | Q(deliberation__isnull=False, is_agreed__isnull=False),
                name="proposal_deliberated_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction") | Q(to_correct=""), name="proposal_new_corrects_nothing"
            ),
            models.CheckConstraint(
                condition=~Q(is_agreed=False) | ~Q(reason_code=""), name="proposal_refused_with_reason_code"
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "period", "id"],
                opclasses=["varchar_pattern_ops", "int8_ops", "int8_ops"],
                name="proposal_place",
            ),
            # a list stops after its page in each of its orders: newest, kelurahan, name
            models.Index(fields=["region_code", "id"], name="proposal_in_area"),
            models.Index(fields=["city_code", "id"], name="proposal_in_city"),
            models.Index(fields=["city_code", "region_code", "id"], name="proposal_area_in_city"),
            models.Index(fields=["head_name", "id"], name="proposal_by_name"),
            models.Index(fields=["city_code", "head_name", "id"], name="proposal_name_in_city"),
            models.Index(fields=["region_code", "head_name", "id"], name="proposal_name_in_area"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def wanted_label(self) -> str:
        """What it proposes, in words: the programme's name, or the kind."""
        return self.programme.name if self.programme else self.get_kind_display()


class ProposalMember(models.Model):
    """A person proposed in a month: nobody twice, in whichever village and under whichever card; for aid, nobody twice
    for one programme."""

    period = models.ForeignKey("proposals.Period", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="members")
    programme_code = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Privacy:
        internal = frozenset({"id", "period", "proposal", "programme_code"})
        personal = frozenset({"person"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "person", "programme_code"], name="proposal_member_once_a_month")
        ]

    def __str__(self) -> str:
        return f"proposal member {self.pk}"
