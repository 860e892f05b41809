"""Shapes only; the rules stand in the services and the database."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from kesos.access.models import Delegation, Role
from kesos.access.queries import users
from kesos.access.services import staff_sessions
from kesos.access.services.limits import MANAGE as MANAGE_SETTINGS
from kesos.access.settings_store import LIMITS
from kesos.foundation.errors import Refused
from kesos.regions.web.place_field import PlaceField
from kesos.ui.features import features
from kesos.ui.forms import DatePartsField, offer

LAST_YEAR = 2200


def _not_too_late(day: date) -> None:
    if day.year > LAST_YEAR:
        raise forms.ValidationError(f"Tahun paling akhir {LAST_YEAR}. Kosongkan bila tidak berakhir.", code="too_late")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 2}))


class AccountForm(forms.Form):
    full_name = forms.CharField(label="Nama lengkap", max_length=120)
    email = forms.EmailField(label="Surel", required=False)
    nip = forms.CharField(label="NIP", max_length=18, required=False, help_text="18 angka; kosongkan bila tidak ada.")
    phone = forms.CharField(label="Telepon", max_length=20, required=False)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class InvitationForm(AccountForm):
    username = forms.CharField(
        label="Nama pengguna", max_length=60, help_text="Huruf kecil, angka, titik, garis. Misalnya: sari.bawang"
    )
    region_code = PlaceField(label="Wilayah pengelola akun", permission=users.MANAGE)
    field_order = ("username", "full_name", "region_code", "email", "nip", "phone")


class GrantForm(ReasonForm):
    role = forms.ChoiceField(label="Peran")
    area = PlaceField(label="Wilayah", permission=users.MANAGE)
    holder = forms.CharField(
        label="Lembaga atau tugas", required=False, help_text="Hanya untuk peran lembaga, misalnya institution:12."
    )
    valid_to = DatePartsField(
        validators=[_not_too_late], label="Berlaku sampai", required=False, help_text="Kosong: sampai diakhiri."
    )
    field_order = ("role", "area", "holder", "valid_to", "reason")

    def __init__(self, *args: Any, roles: list[Role], **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "role", [(role.code, role.label) for role in roles])


class DelegationForm(forms.Form):
    kind = forms.ChoiceField(label="Jenis", choices=Delegation.Kind.choices)
    from_username = forms.CharField(label="Nama pengguna pejabat yang diwakili")
    role = forms.ChoiceField(label="Peran")
    area = PlaceField(label="Wilayah", permission=users.MANAGE)
    valid_from = DatePartsField(validators=[_not_too_late], label="Mulai")
    valid_to = DatePartsField(validators=[_not_too_late], label="Sampai dengan")
    letter_number = forms.CharField(label="Nomor surat perintah")

    def __init__(self, *args: Any, roles: list[Role], **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "role", [(role.code, role.label) for role in roles])


class StaffSessionForm(ReasonForm):
    area = PlaceField(label="Wilayah yang dilihat", permission=staff_sessions.OPEN)
    minutes = forms.IntegerField(label="Lama (menit)", min_value=1, initial=30)
    field_order = ("area", "minutes", "reason")


class LimitForm(forms.Form):
    key = forms.ChoiceField(label="Ketentuan", choices=[(key, limit.label) for key, limit in LIMITS.items()])
    value = forms.IntegerField(label="Nilai baru", min_value=0)
    valid_from = DatePartsField(
        validators=[_not_too_late], label="Berlaku mulai", required=False, help_text="Kosong: sekarang juga."
    )


class FeatureForm(forms.Form):
    feature = forms.ChoiceField(label="Fitur")
    region_code = PlaceField(label="Kabupaten/kota", permission=MANAGE_SETTINGS)
    switch = forms.ChoiceField(label="Menjadi", choices=[("mati", "Mati"), ("nyala", "Nyala")])
    valid_from = DatePartsField(
        validators=[_not_too_late], label="Mati mulai", required=False, help_text="Kosong: sekarang juga."
    )
    reason = forms.CharField(label="Alasan", max_length=300, help_text="Misalnya nomor keputusan.")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "feature", [(each.key, each.label) for each in features().values()])


class TokenForm(forms.Form):
    name = forms.CharField(label="Nama token", max_length=80, help_text="Misalnya nama program yang memakainya.")
    days = forms.IntegerField(label="Berlaku (hari)", min_value=1, initial=90)
    scopes = forms.MultipleChoiceField(
        label="Wewenang",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu wewenang."},
    )

    def __init__(self, *args: Any, held: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        cast(forms.MultipleChoiceField, self.fields["scopes"]).choices = held


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Kata sandi baru", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )
    again = forms.CharField(
        label="Ulangi kata sandi", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("password") != told.get("again"):
            self.add_error("again", "Kedua kata sandi berbeda.")
        return told


def limit_areas(form: forms.Form, areas: list[str]) -> forms.Form:
    """Every area of the form says within which areas it must lie."""
    for field in form.fields.values():
        if isinstance(field, PlaceField):
            field.limit_to(areas)
    return form


def say_no(form: forms.Form, refused: Refused) -> None:
    """The sentence beside its field, or above the form where it has none."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)


def start_of(day: date) -> datetime:
    """Midnight of a day in the office's own time."""
    return timezone.make_aware(datetime.combine(day, time()))


def after(day: date) -> datetime:
    """A last day counts whole."""
    return start_of(day + timedelta(days=1))
