"""The inbox: what the population registry or a counter said happened, once each, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kesos.foundation.numbers import HIGHEST, LOWEST

FLOW = "kematian"
STATES = ("DITERIMA", "DICOCOKKAN", "DITERAPKAN", "TIDAK_COCOK", "DIKOREKSI")


class Event(models.Model):
    """One event under the number its sender gave it. `state` is a code of the machine `kematian`, kept here.

    A clean event is carried on by sets and never has a case; one is opened when a person has to act, or has acted.
    `why` says what keeps an event from being applied, as a code of `journeys.words`.
    """

    class Kind(models.TextChoices):
        DEATH = "kematian", "Kematian"
        MOVE = "pindah", "Pindah"
        CORRECTION = "koreksi", "Koreksi"

    class Origin(models.TextChoices):
        FEED = "feed", "Ditarik dari Dukcapil"
        PUSH = "push", "Dikirim Dukcapil"
        FILE = "file", "Berkas bulanan"
        REPORT = "report", "Laporan kelurahan"

    number = models.CharField(max_length=64, help_text="Nomor peristiwa menurut pengirim")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    nik = models.BigIntegerField(null=True)
    full_name = models.TextField(blank=True)
    birth_date = models.DateField(null=True)
    happened_on = models.DateField(null=True)
    kk = models.BigIntegerField(null=True)
    moving = ArrayField(models.BigIntegerField(), default=list, help_text="NIK yang pindah; kosong: sekeluarga")
    to_region_code = models.CharField(max_length=10, blank=True)
    to_address = models.TextField(blank=True)
    to_rt = models.CharField(max_length=3, blank=True)
    to_rw = models.CharField(max_length=3, blank=True)
    to_kk = models.BigIntegerField(null=True)
    corrects = models.CharField(max_length=64, blank=True, help_text="Nomor peristiwa yang dikoreksi")
    region_code = models.CharField(max_length=10, blank=True, help_text="Tempat tinggal; kosong bila tidak dikenal")
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="DITERIMA")
    why = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True)
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey("registry.Family", models.PROTECT, null=True, db_index=False, related_name="+")
    membership = models.ForeignKey("registry.Membership", models.SET_NULL, null=True, db_index=False, related_name="+")
    was_head = models.BooleanField(default=False)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="+")
    source = models.ForeignKey("registry.Source", models.PROTECT, db_index=False, related_name="+")
    case = models.OneToOneField("workflow.Case", models.PROTECT, null=True, related_name="+")

    class Privacy:
        internal = frozenset(
            {
                "id", "number", "kind", "origin", "to_region_code", "corrects", "region_code", "issued_at",
                "received_at", "state", "why", "settled_at", "membership", "was_head", "same_as", "source", "case",
            }
        )  # fmt: skip
        personal = frozenset(
            {
                "nik", "full_name", "birth_date", "happened_on", "kk", "moving", "to_address", "to_rt", "to_rw",
                "to_kk", "person", "family",
            }
        )  # fmt: skip

    class Meta:
        constraints = [
            # not `unique=True`: a second index for LIKE would be kept for a number that is only ever asked for whole
            models.UniqueConstraint(fields=["number"], name="event_number_once"),
            models.CheckConstraint(condition=~Q(number=""), name="event_has_number"),
            models.CheckConstraint(condition=Q(kind__in=["kematian", "pindah", "koreksi"]), name="event_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="event_state"),
            models.CheckConstraint(condition=Q(nik=None) | Q(nik__range=(LOWEST, HIGHEST)), name="event_nik_16_digits"),
            models.CheckConstraint(condition=~Q(state="TIDAK_COCOK") | ~Q(why=""), name="event_unmatched_says_why"),
            models.CheckConstraint(
                condition=~Q(kind="kematian", state="DITERAPKAN")
                | Q(person__isnull=False, happened_on__isnull=False, settled_at__isnull=False),
                name="event_applied_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind="koreksi") & ~Q(corrects="") | ~Q(kind="koreksi") & Q(corrects="")
                | Q(why="unreadable"),
                name="event_correction_names_one",
            ),
            models.CheckConstraint(condition=~Q(corrects=F("number")), name="event_corrects_another"),
            # nobody dies twice: a second event of the same death points at the first
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="kematian", state="DITERAPKAN", same_as=None),
                name="event_one_death",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["id"], condition=Q(state="DITERIMA", why=""), name="event_waiting"),
            models.Index(fields=["corrects"], condition=~Q(corrects=""), name="event_corrects"),
            # a list stops after its page in a kelurahan, in a city, in the country
            models.Index(fields=["region_code", "-id"], opclasses=["varchar_pattern_ops", "int8_ops"],
                         name="event_in_area"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"event {self.pk}"


class AidEffect(models.Model):
    """A membership in a programme that an event ended, so that a correction knows what to give back."""

    class Why(models.TextChoices):
        OWN = "own", "Kepesertaan sendiri"
        FAMILY = "family", "Pengurus atau kepala keluarga meninggal"
        MOVED = "moved", "Pindah ke luar kabupaten/kota"

    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="aid")
    move = models.ForeignKey("journeys.Move", models.PROTECT, null=True, related_name="aid")
    enrolment = models.ForeignKey("registry.Enrolment", models.CASCADE, related_name="+")
    region_code = models.CharField(max_length=10)
    why = models.CharField(max_length=8, choices=Why.choices)
    at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True)

    class Privacy:
        personal = frozenset({"id", "event", "move", "enrolment", "region_code", "why", "at", "restored_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(restored_at=None), name="aid_effect_once"
            ),
            models.CheckConstraint(
                condition=Q(event=None, move__isnull=False) | Q(event__isnull=False, move=None),
                name="aid_effect_of_one_thing",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"aid effect {self.pk}"
