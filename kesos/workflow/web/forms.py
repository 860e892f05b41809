"""Shapes of what the calendar page sends; the rules are the services'."""

from django import forms

from kesos.ui.forms import DatePartsField, offer
from kesos.workflow.machines import flows, labels
from kesos.workflow.models import CalendarDay


class HolidayForm(forms.Form):
    region_code = forms.RegexField(r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$", label="Kode wilayah", required=False)
    day = DatePartsField(label="Tanggal")
    name = forms.CharField(label="Nama hari libur", max_length=200)


class DayForm(forms.Form):
    region_code = forms.RegexField(r"^([0-9]{2}|[0-9]{4})?$", label="Kode wilayah", required=False)
    event = forms.ChoiceField(label="Kejadian")
    day = forms.IntegerField(label="Tanggal dalam bulan", min_value=1, max_value=31)
    from_month = forms.DateField(label="Mulai bulan (tahun-bulan)", input_formats=["%Y-%m", "%Y-%m-%d"])
    only_this_month = forms.BooleanField(label="Hanya bulan itu", required=False)

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        known = CalendarDay.objects.values_list("event", flat=True).distinct().order_by("event")
        offer(self, "event", [(event, labels().event(event)) for event in known])


class FreezeForm(forms.Form):
    region_code = forms.RegexField(r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$", label="Kode wilayah", required=False)
    flow = forms.ChoiceField(label="Alur", required=False)
    starts_at = forms.DateTimeField(label="Mulai", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label="Sampai", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    reason = forms.CharField(label="Alasan", max_length=500)

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        choices = [("", "Semua alur"), *((key, labels().flow(key)) for key in flows())]
        offer(self, "flow", choices)
