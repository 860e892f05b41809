"""Shapes of what people fill in; the rules stand in the services and the database."""

from typing import Any

from django import forms

from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.regions.queries import tree
from kesos.registry.services.import_kinds import PEOPLE, choices
from kesos.registry.services.settle_by_form import SHOWN
from kesos.ui.forms import DatePartsField, NumberInput, offer


def say_no(form: forms.Form, refused: Refused) -> None:
    """The refusal's sentence at its field, or above the form."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)


class SettleForm(forms.Form):
    nik = forms.CharField(
        label="NIK yang terbukti",
        required=False,
        widget=NumberInput(),
        help_text="16 angka dari dokumen. Kosongkan bila NIK memang belum ada.",
    )
    shown = forms.ChoiceField(label="Dokumen yang diperiksa", choices=[("", "Pilih dokumen"), *SHOWN.items()])
    shown_on = DatePartsField(label="Tanggal dokumen")
    resolution = forms.CharField(
        label="Dasar penyelesaian",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="Apa yang diperiksa dan hasilnya. Tanpa NIK lengkap; paling sedikit sepuluh huruf.",
    )


class AcrossForm(forms.Form):
    nik = forms.CharField(label="NIK", widget=NumberInput(), help_text="16 angka, tepat. Nama tidak dapat dipakai.")
    purpose = forms.CharField(
        label="Keperluan", max_length=200, help_text="Misalnya: pemohon bantuan mengaku pindah dari kota lain."
    )


class UploadForm(forms.Form):
    """`sender` is free, because offices send from many desks; earlier ones are offered while typing."""

    kind = forms.ChoiceField(
        label="Isi berkas", choices=lambda: list(choices().items()), initial=PEOPLE, required=False
    )
    file = forms.FileField(
        label="Pilih berkas",
        help_text="Excel (.xlsx) atau CSV. NIK dan No KK harus berupa teks.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": "Berkas ini kosong (0 byte). Unggahan mungkin terputus; unggah sekali lagi."},
    )
    sender = forms.CharField(
        label="Pengirim",
        max_length=120,
        help_text="Kantor asal berkas. Pembagian kolom diingat untuk tiap pengirim.",
        widget=forms.TextInput(attrs={"list": "pengirim", "autocomplete": "off"}),
    )
    dated_on = DatePartsField(
        label="Tanggal keadaan data", help_text="Data yang lebih lama tidak menimpa yang lebih baru."
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or PEOPLE


class ExportForm(forms.Form):
    """Choices come from the actor's areas and the code lists; `columns` is one box a column."""

    listed_only = forms.BooleanField(label="Hanya keluarga yang terdaftar di DTSEN/DTKS", required=False)
    programme = forms.ChoiceField(label="Program", required=False)
    columns = forms.MultipleChoiceField(
        label="Kolom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu kolom."},
    )
    form = forms.ChoiceField(
        label="Bentuk berkas",
        widget=forms.RadioSelect,
        choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV")],
        initial="xlsx",
    )
    purpose = forms.CharField(
        label="Tujuan",
        max_length=200,
        help_text="Untuk apa berkas ini dibuat, paling sedikit sepuluh huruf. Tercatat di berkas dan di jejak audit.",
    )

    def __init__(
        self, *given: Any, columns: list[tuple[str, str]], programmes: list[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "columns", columns)
        offer(self, "programme", [("", "Semua"), *programmes])


def area_names(actor: Actor, permission: str) -> list[tuple[str, str]]:
    """The own areas with their names, the whole country as such."""
    areas = actor.areas(permission)
    names = tree.names(areas)
    return [(area, names.get(area) or area or "Seluruh Indonesia") for area in areas]
