"""What somebody writes who asks for a correction, or objects."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kesos.foundation.written import short_day
from kesos.portal.models import RightRequest
from kesos.portal.services import rights as acts
from kesos.ui.forms import DatePartsField, offer

FIELDS = {
    "about": "tentang", "wish": "permintaan", "against": "keputusan", "told_on": "diketahui",
    "enrolment_id": "kepesertaan",
}  # fmt: skip


class CorrectionForm(forms.Form):
    tentang = forms.CharField(label="Data yang keliru", max_length=120, help_text="Misalnya tanggal lahir anak kedua.")
    permintaan = forms.CharField(
        label="Yang benar", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text="Tulis yang seharusnya. Petugas mungkin meminta melihat KTP, KK, atau akta.",
    )  # fmt: skip

    def demand(self) -> acts.Demand:
        return acts.Demand("koreksi_data", self.cleaned_data["permintaan"], self.cleaned_data["tentang"])


class ObjectionForm(forms.Form):
    keputusan = forms.ChoiceField(
        label="Keputusan yang diberatkan", choices=[("", "Pilih keputusan"), *RightRequest.Against.choices]
    )
    kepesertaan = forms.TypedChoiceField(
        label="Bantuan yang dihentikan", required=False, coerce=int, empty_value=None,
        help_text="Bila dikabulkan, bantuan ini diterima lagi.",
    )  # fmt: skip
    tentang = forms.CharField(label="Tentang", max_length=120, help_text="Misalnya program dan bulannya.")
    diketahui = DatePartsField(label="Tanggal keputusan diketahui")
    permintaan = forms.CharField(label="Alasan keberatan", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(self, *given: Any, stopped: Sequence[tuple[int, str, date]]) -> None:
        super().__init__(*given)
        choices = [(key, f"{name}, sampai {short_day(day)}") for key, name, day in stopped]
        if choices:
            offer(self, "kepesertaan", [("", "Pilih bantuan"), *choices])
        else:
            del self.fields["kepesertaan"]

    def demand(self) -> acts.Demand:
        told = self.cleaned_data
        return acts.Demand(
            "keberatan", told["permintaan"], told["tentang"], against=told["keputusan"], told_on=told["diketahui"],
            enrolment_id=told.get("kepesertaan"),
        )  # fmt: skip
