"""Time as offices count it: holidays, hours, zones, the days of the month, and times in which nothing is decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kesos.workflow.models.columns import area, digits, text


class Holiday(models.Model):
    """A day on which the offices of an area are closed."""

    class Kind(models.TextChoices):
        NATIONAL = "nasional", "Libur nasional"
        SHARED_LEAVE = "cuti_bersama", "Cuti bersama"
        LOCAL = "daerah", "Libur daerah"

    day = models.DateField()
    region_code = area()
    name = models.TextField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LOCAL)

    class Privacy:
        public = frozenset({"id", "day", "region_code", "name", "kind"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "region_code"], name="holiday_once"),
            models.CheckConstraint(condition=~Q(name=""), name="holiday_has_a_name"),
            models.CheckConstraint(condition=Q(region_code="") | Q(kind="daerah"), name="holiday_local_kind"),
            digits("region_code", "holiday_region_digits"),
        ]


class CalendarDay(models.Model):
    """The day of the month on which something closes, for a kab/kota or, with "", wherever nothing else is said.

    Valid from one month to another, both included; a single month stands over the standing rule.
    """

    region_code = area()
    event = models.CharField(max_length=40)
    day = models.PositiveSmallIntegerField()
    from_month = models.DateField()
    to_month = models.DateField(null=True)

    class Privacy:
        public = frozenset({"id", "region_code", "event", "day", "from_month", "to_month"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "event", "from_month"], name="calendar_day_once"),
            models.CheckConstraint(condition=Q(day__range=(1, 31)), name="calendar_day_of_a_month"),
            models.CheckConstraint(
                condition=Q(from_month__day=1) & (Q(to_month__isnull=True) | Q(to_month__day=1)),
                name="calendar_day_whole_months",
            ),
            models.CheckConstraint(
                condition=Q(to_month__isnull=True) | Q(to_month__gte=F("from_month")), name="calendar_day_in_order"
            ),
            digits("region_code", "calendar_day_region_digits"),
        ]


class OfficeZone(models.Model):
    """The time zone of an area's offices."""

    class Zone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    region_code = area(unique=True)
    zone = models.CharField(max_length=16, choices=Zone.choices)

    class Privacy:
        public = frozenset({"id", "region_code", "zone"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(zone__in=["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]), name="office_zone_known"
            ),
            digits("region_code", "office_zone_region_digits"),
        ]


class OfficeHours(models.Model):
    """Opening hours on one day of the week (1 Monday … 7 Sunday); a day without hours is no working day."""

    region_code = area()
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField()

    class Privacy:
        public = frozenset({"id", "region_code", "weekday", "opens", "closes", "valid_from"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "weekday", "valid_from"], name="office_hours_once"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="office_hours_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="office_hours_in_order"),
            digits("region_code", "office_hours_region_digits"),
        ]


class Freeze(models.Model):
    """A time in which cases of an area are not decided (elections, audits), save for the named steps.

    A step is named by its action, or "flow.action".
    """

    region_code = area()
    flow = models.CharField(max_length=60, blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.TextField()
    save_for = ArrayField(models.TextField(), default=list, blank=True)
    by_name = text()

    class Privacy:
        internal = frozenset({"id", "region_code", "flow", "starts_at", "ends_at", "reason", "save_for", "by_name"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="freeze_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="freeze_has_a_reason"),
            digits("region_code", "freeze_region_digits"),
        ]
