"""Issued letters: what stood in them, which bytes were printed, and whether they still count."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from kesos.documents.models.office import Office, Signer
from kesos.documents.models.template import DocumentTemplate


class NumberSequence(models.Model):
    """The next number of one kind of letter in one office and year; the locked row keeps the count gap-free."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    next = models.PositiveIntegerField(default=1)

    class Privacy:
        internal = frozenset({"id", "office", "kind", "year", "next"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "year"], name="sequence_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class Document(models.Model):
    """One letter. Number, snapshot and bytes never change: a trigger keeps them, whoever writes."""

    class State(models.TextChoices):
        ISSUED = "issued", "Berlaku"
        WITHDRAWN = "withdrawn", "Dicabut"
        EXPIRED = "expired", "Kedaluwarsa"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=40)
    template = models.ForeignKey(DocumentTemplate, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    signer = models.ForeignKey(Signer, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    issued_by = models.BigIntegerField()
    valid_until = models.DateField()
    # A bare id, not yet a foreign key: this engine knows no person model.
    person_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    region_code = models.CharField(max_length=10)
    title_key = models.CharField(max_length=160)
    initials = models.CharField(max_length=24)
    purpose = models.CharField(max_length=300)
    snapshot = models.JSONField()
    check_code = models.CharField(max_length=16, unique=True)
    batch = models.UUIDField(null=True)
    file_key = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_reason = models.CharField(max_length=300, null=True)

    class Privacy:
        public = frozenset(
            {"id", "uuid", "kind", "template", "office", "signer", "year", "seq", "number", "title", "issued_on"}
            | {"valid_until", "initials", "state"}
        )
        internal = frozenset(
            {"issued_at", "issued_by", "case_id", "region_code", "check_code", "batch", "file_key", "sha256", "size"}
            | {"withdrawn_at", "withdrawn_by", "withdrawn_reason"}
        )
        personal = frozenset({"person_id", "title_key", "purpose"})
        sensitive = frozenset({"snapshot"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year", "seq"], name="document_sequence_once"),
            models.UniqueConstraint(fields=["office", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["kind", "case_id"], condition=Q(state="issued"), name="document_once_a_case"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason__isnull=True)
                & ~Q(state="withdrawn")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, state="withdrawn")
                & Q(withdrawn_reason__isnull=False, withdrawn_reason__regex=r"\S"),
                name="document_withdrawal_whole",
            ),
            models.CheckConstraint(condition=Q(check_code__regex=r"^[0-9A-HJKMNP-TV-Z]{16}$"), name="document_code"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_shape"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("issued_on")), name="document_days_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "id"], opclasses=["varchar_pattern_ops", "int8_ops"], name="document_area"
            ),
            models.Index(fields=["person_id"], name="document_person"),
            models.Index(fields=["case_id"], name="document_case"),
            models.Index(fields=["batch"], name="document_batch", condition=Q(batch__isnull=False)),
            models.Index(fields=["valid_until"], name="document_running_out", condition=Q(state="issued")),
            GinIndex(fields=["title_key"], opclasses=["gin_trgm_ops"], name="document_name"),
        ]

    def __str__(self) -> str:
        return self.number


class CheckMiss(models.Model):
    """Wrong codes typed from one address in one stretch of time; the address is kept as a keyed hash of that day."""

    caller = models.CharField(max_length=64)
    stretch = models.DateTimeField()
    misses = models.PositiveIntegerField(default=0)

    class Privacy:
        internal = frozenset({"id", "caller", "stretch", "misses"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "stretch"], name="check_miss_once")]
        indexes = [models.Index(fields=["stretch"], name="check_miss_stretch")]

    def __str__(self) -> str:
        return f"{self.misses}"
