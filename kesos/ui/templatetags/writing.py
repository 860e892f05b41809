"""Numbers as offices write them, moments with their zone, deadlines in days, kept filters."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm
from django.http import QueryDict
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format

from kesos.foundation.numbers import as_text, masked
from kesos.foundation.region_code import with_dots
from kesos.foundation.written import MONTHS, thousands

register = template.Library()
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


@register.filter
def nik(number: int | str | None) -> str:
    """9971••••••••0003."""
    return masked(number)


@register.filter
def nik_full(number: int | str) -> str:
    """All sixteen digits: only in the answer of a view that has written this reading down."""
    return as_text(number) if isinstance(number, int) else number


@register.filter
def kk(number: int | str | None) -> str:
    return "tanpa No. KK" if number is None else masked(number)


@register.filter
def rupiah(amount: int | None) -> str:
    """Rp1.500.000."""
    if amount is None:
        return "–"
    return f"{'−' if amount < 0 else ''}Rp{thousands(abs(int(amount)))}"


@register.filter
def region_dots(code: str) -> str:
    """3571031009 as 35.71.03.1009."""
    return with_dots(code)


@register.filter
def when(moment: date | datetime | None, form: str = "long") -> str:
    """9 November 2026, 08.40 WIB; a day has no hour. `day` leaves it out, `short` 9 Nov 2026, `brief` 9 Nov."""
    if moment is None:
        return "–"
    day_form = {"short": "j M Y", "brief": "j M"}.get(form, "j F Y")
    if not isinstance(moment, datetime):
        return date_format(moment, day_form)
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    if form != "long":
        return date_format(local, day_form)
    return f"{date_format(local, 'j F Y, H.i')} {zone(local)}".rstrip()


def zone(local: datetime) -> str:
    offset = local.utcoffset()
    return ZONES.get(int(offset.total_seconds() // 3600), "") if offset is not None else ""


@register.filter
def ago(deadline: date | datetime | None, today: date | datetime | None = None) -> str:
    """A deadline in days: "terlambat 3 hari", "hari ini", "besok", "2 hari lagi"."""
    if deadline is None:
        return ""
    days = days_left(deadline, today)
    if days < 0:
        return f"terlambat {-days} hari"
    return {0: "hari ini", 1: "besok"}.get(days, f"{days} hari lagi")


@register.filter
def is_late(deadline: date | datetime | None, today: date | datetime | None = None) -> bool:
    return deadline is not None and days_left(deadline, today) < 0


def days_left(deadline: date | datetime, today: date | datetime | None) -> int:
    return (_day(deadline) - _day(today if today is not None else timezone.localdate())).days


def _day(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


@register.simple_tag(takes_context=True)
def keep_query(context: Context, **changes: Any) -> str:
    """`?…` of this page with some fields changed; an empty value drops the field. Paging starts anew."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for gone in ("sesudah", "sebelum"):
        query.pop(gone, None)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@dataclass(frozen=True, slots=True)
class Sorting:
    url: str
    now: str
    icon: str


@register.simple_tag(takes_context=True)
def sorting(context: Context, column: str) -> Sorting:
    """The link in a column's head: query field `urut`, a minus before the name for downwards."""
    request = context.get("request")
    now = request.GET.get("urut", "") if request is not None else ""
    if now == column:
        return Sorting(keep_query(context, urut=f"-{column}"), "ascending", "down")
    if now == f"-{column}":
        return Sorting(keep_query(context, urut=column), "descending", "up")
    return Sorting(keep_query(context, urut=column), "", "sort")


@register.simple_tag
def months() -> list[tuple[int, str]]:
    return list(enumerate(MONTHS, 1))


@register.simple_tag
def summary_of(form: BaseForm) -> list[tuple[str, str]]:
    """What must be mended in a form: the anchor of each field and its sentence, the form's own first."""
    found = [("", str(sentence)) for sentence in form.non_field_errors()]
    for field in form:
        # groups of radios and the parts of a date have no label of their own: lead to the first of them
        anchor = field.id_for_label or f"{field.auto_id}_0"
        found += [(anchor, f"{field.label}: {sentence}") for sentence in field.errors]
    return found
