"""Shapes of what the catalogue's pages send; the rules are the services'."""

from typing import Any

from django import forms

from kesos.foundation.errors import Refused
from kesos.programmes.models import Pair, Programme
from kesos.programmes.queries.catalogue import Kind
from kesos.regions.web.place_field import PlaceField
from kesos.ui.forms import DatePartsField, RupiahField, offer

PER = [("", "–"), *((each, each) for each in ("hari", "bulan", "triwulan", "semester", "tahun", "sekali"))]


class Dated(forms.Form):
    """Every change says from when and on what it rests."""

    valid_from = DatePartsField(label="Berlaku mulai", help_text="Ketentuan yang lama berakhir sehari sebelumnya.")
    basis = forms.CharField(label="Dasar", max_length=500, help_text="Misalnya nomor dan tanggal keputusan.")

    def told(self) -> dict[str, Any]:
        """What the row says; the day and the basis are told apart."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("valid_from", "basis")}


class Checked(Dated):
    is_verified = forms.BooleanField(label="Sudah dicocokkan dengan naskah aslinya", required=False)


class TermForm(Checked):
    programme_id = forms.ChoiceField(label="Program")
    decile_most = forms.IntegerField(
        label="Desil tertinggi", min_value=1, max_value=10, required=False, help_text="Kosong: tidak dibatasi."
    )
    needs_component = forms.BooleanField(label="Keluarga harus memiliki komponen", required=False)
    amount_idr = RupiahField(label="Besar bantuan", required=False)
    amount_per = forms.ChoiceField(label="Setiap", choices=PER, required=False)
    in_kind = forms.CharField(label="Bantuan barang", max_length=200, required=False)
    field_order = ("programme_id", "decile_most", "needs_component", "amount_idr", "amount_per", "in_kind")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "programme_id", codes())


class PairForm(Checked):
    first = forms.ChoiceField(label="Program")
    second = forms.ChoiceField(label="Bersama program")
    relation = forms.ChoiceField(label="Hubungan", choices=Pair.Relation.choices)
    field_order = ("first", "second", "relation")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "first", codes())
        offer(self, "second", [("*", "Semua program lain"), *codes()])


class ComponentForm(Checked):
    code = forms.RegexField(r"^PKH-[A-Z0-9]{1,12}$", label="Kode", help_text="Misalnya PKH-SD.")
    name = forms.CharField(label="Nama", max_length=200)
    annual_idr = RupiahField(label="Besar setahun", required=False)
    most_in_family = forms.IntegerField(label="Paling banyak dalam satu keluarga", min_value=0, required=False)
    age_from = forms.IntegerField(label="Umur dari", min_value=0, max_value=130, required=False)
    age_to = forms.IntegerField(label="Umur sampai", min_value=0, max_value=130, required=False)
    field_order = ("code", "name", "annual_idr", "most_in_family", "age_from", "age_to")


class OccupationForm(Dated):
    occupation = forms.RegexField(r"^[0-9]{1,4}$", label="Kode pekerjaan Dukcapil")
    reason_code = forms.RegexField(r"^TL-[0-9]{2}$", label="Kode alasan bagi orang itu", help_text="Misalnya TL-04.")
    family_reason_code = forms.RegexField(
        r"^(TL-[0-9]{2})?$", label="Kode alasan bagi keluarganya", required=False, help_text="Kosong: hanya orangnya."
    )
    is_sure = forms.BooleanField(
        label="Pekerjaan ini saja sudah cukup untuk menolak", required=False, help_text="Tanpa centang: peringatan."
    )
    field_order = ("occupation", "reason_code", "family_reason_code", "is_sure")


class WageForm(Dated):
    region_id = PlaceField(label="Provinsi atau kabupaten/kota", permission="programme.manage")
    monthly_idr = RupiahField(label="Upah minimum sebulan")
    field_order = ("region_id", "monthly_idr")


FORMS: dict[str, type[Dated]] = {
    "ketentuan": TermForm, "pasangan": PairForm, "komponen": ComponentForm, "pekerjaan": OccupationForm,
    "upah": WageForm,
}  # fmt: skip


def codes() -> list[tuple[str, str]]:
    return list(Programme.objects.order_by("position").values_list("code", "name"))


def form_of(kind: Kind, data: Any, initial: dict[str, Any], areas: list[str]) -> Dated:
    form = FORMS[kind.slug](data, initial=initial)
    limit_places(form, "region_id", areas)
    return form


def limit_places(form: forms.Form, name: str, areas: list[str]) -> None:
    """Where the form asks for a place: only one's own."""
    if isinstance(place := form.fields.get(name), PlaceField):
        place.limit_to(areas)


def say_no(form: forms.Form, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
