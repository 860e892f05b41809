"""A person: one row, one NIK; and what was known of them before."""

from django.db import models

from kesos.foundation.numbers import HIGHEST, LOWEST


class Person(models.Model):
    """Somebody who is served or could be. Exactly one of four says how they are identified.

    `nik` is proven unique. A second claimant of a NIK keeps it in `nik_claimed`, a malformed one stays in
    `nik_as_written`, and somebody without any has a `no_nik_reason`: nothing is overwritten and nobody is lost.
    `region_code` is where the person lives; the NIK only tells where it was issued.
    """

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    class NoNik(models.TextChoices):
        NEWBORN = "newborn", "Bayi, NIK belum terbit"
        NO_DOCUMENT = "no_document", "Tidak memiliki dokumen kependudukan"
        REMOTE = "remote", "Komunitas terpencil"
        INSTITUTION = "institution", "Anak atau warga di lembaga tanpa dokumen"
        UNKNOWN = "unknown", "Belum diketahui"

    nik = models.BigIntegerField(null=True, unique=True)
    nik_claimed = models.BigIntegerField(null=True)
    nik_as_written = models.TextField(null=True)
    no_nik_reason = models.CharField(max_length=16, choices=NoNik.choices, null=True)
    full_name = models.TextField()
    name_key = models.GeneratedField(
        expression=models.Func("full_name", function="registry_name_key"),
        output_field=models.TextField(),
        db_persist=True,
    )
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField(null=True)
    birth_place = models.TextField(blank=True)
    mother_name = models.TextField(blank=True)
    religion = models.CharField(max_length=4, blank=True)
    marital = models.CharField(max_length=4, blank=True)
    education = models.CharField(max_length=4, blank=True)
    occupation = models.CharField(max_length=4, blank=True)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, db_column="region_code", db_constraint=False, db_index=False, related_name="+"
    )
    died_on = models.DateField(null=True)
    source = models.ForeignKey(
        "registry.Source",
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        help_text="Asal nilai terakhir",
    )
    updated_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "region", "source", "updated_at", "no_nik_reason"})
        personal = frozenset(
            {
                "nik", "nik_claimed", "nik_as_written", "full_name", "name_key", "sex", "birth_date", "birth_place",
                "mother_name", "marital", "education", "occupation", "died_on",
            }
        )  # fmt: skip
        sensitive = frozenset({"religion"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nik__range=(LOWEST, HIGHEST)) | models.Q(nik=None), name="person_nik_16_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(nik_claimed__range=(LOWEST, HIGHEST)) | models.Q(nik_claimed=None),
                name="person_nik_claimed_16_digits",
            ),
            models.CheckConstraint(condition=models.Q(sex__in=["L", "P"]), name="person_sex"),
            models.CheckConstraint(condition=~models.Q(full_name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=models.Q(birth_date__gte="1890-01-01") | models.Q(birth_date=None),
                name="person_birth_date_possible",
            ),
            models.CheckConstraint(
                condition=models.Q(died_on__gte=models.F("birth_date"))
                | models.Q(died_on=None)
                | models.Q(birth_date=None),
                name="person_dies_after_birth",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region", "name_key", "id"],
                opclasses=["varchar_pattern_ops", "text_pattern_ops", "int8_ops"],
                name="person_place_name",
            ),
            models.Index(
                fields=["nik_claimed"], condition=models.Q(nik_claimed__isnull=False), name="person_nik_claimed"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class SearchName(models.Model):
    """A name as it is searched for, kept by the database whoever writes; each kab/kota in a part of its own."""

    person_id = models.BigIntegerField(primary_key=True)
    region_code = models.CharField(max_length=10)
    name_key = models.TextField()

    class Privacy:
        internal = frozenset({"person_id", "region_code"})
        personal = frozenset({"name_key"})

    def __str__(self) -> str:
        return f"search name {self.pk}"


class PersonHistory(models.Model):
    """What a person's row said before a change, written by the database whoever changes it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="history")
    before = models.JSONField(help_text="Nilai lama dari kolom yang berubah")
    before_source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        internal = frozenset({"id", "person", "before_source", "source", "changed_at"})
        sensitive = frozenset({"before"})

    def __str__(self) -> str:
        return f"person history {self.pk}"


class IdentityTask(models.Model):
    """Somebody must look at how this person is identified: the work list of the social office."""

    class Kind(models.TextChoices):
        SECOND_CLAIMANT = "second_claimant", "NIK sudah dipakai orang lain"
        MALFORMED = "malformed", "NIK tidak sesuai susunan"
        NO_NIK = "no_nik", "Belum memiliki NIK"

    person = models.ForeignKey(Person, models.CASCADE, related_name="identity_tasks")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region_code = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    resolution = models.TextField(blank=True)

    class Privacy:
        internal = frozenset({"id", "person", "kind", "region_code", "opened_at", "closed_at", "closed_by"})
        personal = frozenset({"resolution"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(closed_at=None), name="identity_task_once_open"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None, resolution="")
                | (models.Q(closed_at__isnull=False, closed_by__isnull=False) & ~models.Q(resolution="")),
                name="identity_task_closed_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                condition=models.Q(closed_at=None),
                name="identity_task_open",
            )
        ]

    def __str__(self) -> str:
        return f"identity task {self.pk}"
