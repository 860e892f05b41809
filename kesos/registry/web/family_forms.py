"""The family and its members as a page asks for them; what may stand is the service's to say."""

import hashlib
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from kesos.foundation.numbers import number_of, only_number
from kesos.regions import codelists
from kesos.registry.families.faults import FamilyWrong
from kesos.registry.families.said import Card, Said
from kesos.registry.models import Person
from kesos.registry.services.register_family import MOST
from kesos.ui.forms import DatePartsField, NumberInput, leave_unmarked

LISTS = {"religion": "agama", "marital": "status_kawin", "education": "pendidikan", "occupation": "pekerjaan"}


class CardForm(forms.Form):
    """`region_code` is a list where the areas are few, else the ten digits of the code."""

    kk = forms.CharField(
        label="No KK", widget=NumberInput(), required=False, help_text="16 angka, seperti di Kartu Keluarga."
    )
    region_code = forms.CharField(label="Kode kelurahan/desa", max_length=13, required=False, help_text="10 angka.")
    address = forms.CharField(label="Alamat", max_length=200, required=False)
    rt = forms.RegexField(
        "^[0-9]{1,3}$", label="RT", required=False, error_messages={"invalid": "RT: tulis paling banyak tiga angka."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
    )  # fmt: skip
    rw = forms.RegexField(
        "^[0-9]{1,3}$", label="RW", required=False, error_messages={"invalid": "RW: tulis paling banyak tiga angka."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
    )  # fmt: skip

    def __init__(self, *given: Any, villages: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        if villages:
            few = villages if len(villages) == 1 else [("", "Pilih kelurahan/desa"), *villages]
            self.fields["region_code"] = forms.ChoiceField(label="Kelurahan/desa", required=False, choices=few)
        for name in ("kk", "region_code"):
            leave_unmarked(self.fields[name])

    def card(self) -> Card:
        told = self.cleaned_data
        return Card(told["kk"], only_number(told["region_code"]), told["address"], told["rt"], told["rw"])


class MemberForm(forms.Form):
    """One member. `person_id` is somebody known whom the operator has chosen: then only the relation is asked."""

    nik = forms.CharField(
        label="NIK", widget=NumberInput(), required=False, help_text="16 angka dari KTP atau KK. Kosong bila belum ada."
    )
    no_nik_reason = forms.ChoiceField(
        label="Alasan tanpa NIK", required=False, choices=[("", "Ada NIK"), *Person.NoNik.choices]
    )
    full_name = forms.CharField(label="Nama lengkap", max_length=120, required=False)
    sex = forms.ChoiceField(
        label="Jenis kelamin", required=False, choices=[("", "Pilih"), *Person.Sex.choices], widget=forms.Select
    )
    birth_date = DatePartsField(label="Tanggal lahir", required=False)
    birth_place = forms.CharField(label="Tempat lahir", max_length=80, required=False)
    mother_name = forms.CharField(label="Nama ibu kandung", max_length=120, required=False)
    relation = forms.ChoiceField(label="Hubungan dengan kepala keluarga", required=False)
    religion = forms.ChoiceField(label="Agama", required=False)
    marital = forms.ChoiceField(label="Status perkawinan", required=False)
    education = forms.ChoiceField(label="Pendidikan", required=False)
    occupation = forms.ChoiceField(label="Pekerjaan", required=False)
    person_id = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label="Hapus isian orang ini", required=False)

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        offered = {"relation": codelists.choices("shdk", today)}
        offered |= {field: codelists.choices(name, today) for field, name in LISTS.items()}
        for field, choices in offered.items():
            cast(forms.ChoiceField, self.fields[field]).choices = [("", "Pilih"), *choices]
        for name in ("nik", "no_nik_reason", "full_name", "sex", "relation", "leave_out"):
            leave_unmarked(self.fields[name])
        self.chosen: Person | None = None
        self.near: list[Any] = []
        self.asks = self.sure = False
        self.only_one = False

    def said(self) -> Said:
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("leave_out", "confirmed")}
        return Said(**{**told, "confirmed": self.cleaned_data["confirmed"] == self.mark()})

    def mark(self) -> str:
        """Of what is typed: a tick given for other words than these confirms nothing."""
        told = [(name, self[name].data) for name in ("nik", "full_name", "sex", "birth_date")]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def more(self) -> list[Any]:
        """Fields that are nice to have, folded away."""
        return [self[name] for name in ("birth_place", "mother_name", *LISTS)]

    @property
    def more_wrong(self) -> bool:
        return any(field.errors for field in self.more)

    @property
    def first(self) -> list[Any]:
        names = ("relation",) if self.chosen else ("nik", "no_nik_reason", "full_name", "sex", "birth_date", "relation")
        return [self[name] for name in names]


def members(data: QueryDict, *, today: date, one_more: bool = False) -> list[MemberForm]:
    """The members of a page as sent, without those to be left out, counted anew; never none.

    One more than may be is kept, so that the service refuses the form and nobody is dropped without a word.
    """
    count = min(max(number_of(data.get("jumlah", "")) or 1, 1), MOST + 1)
    kept = [at for at in range(count) if f"anggota{at}-leave_out" not in data]
    found = [_moved(data, at, to) for to, at in enumerate(kept)]
    if not found or (one_more and len(found) < MOST):
        found.append(QueryDict(mutable=True))
    return [MemberForm(each, prefix=f"anggota{to}", today=today) for to, each in enumerate(found)]


def _moved(data: QueryDict, at: int, to: int) -> QueryDict:
    moved = QueryDict(mutable=True)
    for key, texts in data.lists():
        if key.startswith(f"anggota{at}-"):
            moved.setlist(f"anggota{to}-{key.partition('-')[2]}", texts)
    return moved


def say_no(card: CardForm | None, people: list[MemberForm], wrong: FamilyWrong) -> list[str]:
    """Each sentence at its field; what has none here comes back."""
    left = []
    for field, sentence in wrong.by_field.items():
        place, _, name = field.removeprefix("members.").partition(".")
        if field.startswith("members.") and name in people[int(place)].fields:
            people[int(place)].add_error(name, sentence)
        elif card and field in card.fields:
            card.add_error(field, sentence)
        else:
            left.append(sentence)
    return left
