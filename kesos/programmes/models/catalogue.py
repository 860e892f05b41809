"""What a programme is and what it asks; every amount and limit holds from one day to another."""

from django.db import models
from django.db.models import F, Q

from kesos.programmes.models.dated import in_order, one_a_day


class Programme(models.Model):
    """An aid programme. Who decides says whether the kab/kota appoints or waits for the decree of the centre."""

    class Decider(models.TextChoices):
        CENTRE = "centre", "Pemerintah pusat"
        REGION = "region", "Pemerintah daerah"

    class Unit(models.TextChoices):
        FAMILY = "family", "Keluarga"
        PERSON = "person", "Orang"
        GROUP = "group", "Kelompok"

    code = models.CharField(max_length=16, primary_key=True)
    name = models.TextField(unique=True)
    owner = models.TextField()
    fund = models.TextField(blank=True)
    decided_by = models.CharField(max_length=8, choices=Decider.choices)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    channel = models.TextField(blank=True)
    is_proposable = models.BooleanField(default=False, help_text="Dapat diusulkan setiap bulan oleh kelurahan")
    position = models.PositiveSmallIntegerField()
    source = models.TextField()

    class Privacy:
        public = frozenset(
            {
                "code", "name", "owner", "fund", "decided_by", "unit", "channel", "is_proposable", "position", "source",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(decided_by__in=["centre", "region"]), name="programme_decider"),
            models.CheckConstraint(condition=Q(unit__in=["family", "person", "group"]), name="programme_unit"),
        ]

    def __str__(self) -> str:
        return self.code


class ProgrammeTerm(models.Model):
    """What a programme gives and asks from one day to another. No `decile_most`: any decile."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="terms", db_index=False)
    decile_most = models.PositiveSmallIntegerField(null=True, help_text="Desil tertinggi yang boleh menerima")
    needs_component = models.BooleanField(default=False, help_text="Keluarga harus memiliki komponen")
    amount_idr = models.BigIntegerField(null=True)
    amount_per = models.CharField(max_length=16, blank=True)
    in_kind = models.TextField(blank=True)
    basis = models.TextField(help_text="Dasar ketentuan")
    is_verified = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset(
            {
                "id", "programme", "decile_most", "needs_component", "amount_idr", "amount_per", "in_kind", "basis",
                "is_verified", "valid_from", "valid_to",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            one_a_day("programme_term_one_a_day", "programme"),
            in_order("programme_term_order"),
            models.CheckConstraint(
                condition=Q(decile_most=None) | Q(decile_most__range=(1, 10)), name="programme_decile_1_to_10"
            ),
            models.CheckConstraint(
                condition=Q(amount_idr=None) | Q(amount_idr__gte=0), name="programme_amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} since {self.valid_from}"


class Pair(models.Model):
    """Two programmes beside each other, `first` before `second` in the alphabet; `second` "*" is every other one."""

    class Relation(models.TextChoices):
        TOGETHER = "together", "Boleh bersama"
        WARN = "warn", "Perlu dilihat"
        EXCLUSIVE = "exclusive", "Tidak boleh bersama"

    first = models.CharField(max_length=16)
    second = models.CharField(max_length=16)
    relation = models.CharField(max_length=12, choices=Relation.choices)
    basis = models.TextField()
    is_verified = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "first", "second", "relation", "basis", "is_verified", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            one_a_day("programme_pair_one_a_day", "first", "second"),
            in_order("programme_pair_order"),
            models.CheckConstraint(
                condition=Q(second="*") | Q(first__lt=F("second")), name="programme_pair_written_once"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["together", "warn", "exclusive"]), name="programme_pair_relation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.relation} {self.second}"


class Component(models.Model):
    """A part of PKH: whom it is for, what it pays. The code PKH-FAMILYCAP says how many are paid in one family."""

    code = models.CharField(max_length=16)
    name = models.TextField()
    annual_idr = models.BigIntegerField(null=True)
    most_in_family = models.PositiveSmallIntegerField(null=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    basis = models.TextField()
    is_verified = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset(
            {
                "id", "code", "name", "annual_idr", "most_in_family", "age_from", "age_to", "basis", "is_verified",
                "valid_from", "valid_to",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            one_a_day("component_one_a_day", "code"),
            in_order("component_order"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")), name="component_ages"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ExcludedOccupation(models.Model):
    """An occupation of the Dukcapil list with which a person, or anybody of the family, takes no aid.

    `sure` is false where the occupation alone proves nothing (a pensioner of whom?): a warning, no refusal.
    """

    occupation = models.CharField(max_length=4)
    reason_code = models.CharField(max_length=8, help_text="Alasan TL-xx bagi orang itu sendiri")
    family_reason_code = models.CharField(max_length=8, blank=True, help_text="Alasan TL-xx bagi keluarganya")
    is_sure = models.BooleanField()
    basis = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset(
            {"id", "occupation", "reason_code", "family_reason_code", "is_sure", "basis", "valid_from", "valid_to"}
        )

    class Meta:
        constraints = [
            one_a_day("excluded_occupation_one_a_day", "occupation"),
            in_order("excluded_occupation_order"),
        ]

    def __str__(self) -> str:
        return f"occupation {self.occupation}"


class MinimumWage(models.Model):
    """The minimum wage of a kab/kota (UMK) or province (UMP), a month."""

    region = models.ForeignKey("regions.Region", models.PROTECT, db_column="region_code", related_name="+")
    monthly_idr = models.BigIntegerField()
    basis = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "region", "monthly_idr", "basis", "valid_from", "valid_to"})

    class Meta:
        constraints = [
            one_a_day("minimum_wage_one_a_day", "region"),
            in_order("minimum_wage_order"),
            models.CheckConstraint(condition=Q(monthly_idr__gt=0), name="minimum_wage_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"minimum wage {self.region_id}"
