"""What is filled in for an usul or a sanggah; the rules stand in the service."""

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django import forms

from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.portal.models import Report
from kesos.portal.queries.recipients import Recipient, enrolment_of
from kesos.portal.services.report import Told
from kesos.regions import codelists
from kesos.ui.forms import KkField, offer

FIELDS = {"reason": "alasan", "latitude": "lintang", "no_point_reason": "tanpa_titik", "recipient": "penerima",
          "kk": "kk", "head_name": "kepala", "programme": "program"}  # fmt: skip
LAW = "Jangan menulis nama Anda sendiri di sini."


def programmes() -> list[tuple[str, str]]:
    """Programmes of today, for a select."""
    return [(entry.code, entry.label) for entry in codelists.history("programs")]


class ReportForm(forms.Form):
    """What usul and sanggah both ask for."""

    alasan = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, help_text=LAW)
    foto = forms.FileField(
        label="Foto rumah dari depan", help_text="Dari atap sampai lantai, paling besar 15 MB.",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    lintang = forms.DecimalField(
        label="Lintang rumah", required=False, min_value=-11.5, max_value=6.5, max_digits=9, decimal_places=6,
        localize=False, help_text="Misalnya -7.8166. Titik rumah tampak pada aplikasi peta di telepon.",
    )  # fmt: skip
    bujur = forms.DecimalField(
        label="Bujur rumah", required=False, min_value=94.5, max_value=141.5, max_digits=9, decimal_places=6,
        localize=False, help_text="Misalnya 112.0352.",
    )  # fmt: skip
    tanpa_titik = forms.CharField(
        label="Mengapa tanpa titik", required=False, max_length=200, help_text="Hanya bila titik tidak dapat diambil."
    )

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "reason": told["alasan"], "photo": cast(BinaryIO, told["foto"]),
            "latitude": told["lintang"], "longitude": told["bujur"],
            "no_point_reason": "" if told["lintang"] is not None else told["tanpa_titik"],
        }  # fmt: skip

    def say_no(self, refused: Refused) -> None:
        name = FIELDS.get(refused.field or "", refused.field or "")
        self.add_error(name if name in self.fields else None, refused.sentence)


class UsulForm(ReportForm):
    kk = KkField(label="No KK keluarga yang diusulkan", help_text="16 angka dari kartu keluarga.")
    kepala = forms.CharField(label="Nama kepala keluarga", max_length=120)
    program = forms.ChoiceField(label="Program yang diusulkan")
    field_order = ("kk", "kepala", "program", "alasan", "foto", "lintang", "bujur", "tanpa_titik")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "program", [("", "Pilih program"), *programmes()])

    def told(self, by: Actor) -> Told:
        told = self.cleaned_data
        return Told(
            kind=Report.Kind.USUL, kk=told["kk"], head_name=told["kepala"], programme=told["program"], **self.given()
        )


class SanggahForm(ReportForm):
    """The recipient is one of those found by name, under a mark made for this reader."""

    penerima = forms.ChoiceField(
        label="Penerima yang disanggah", widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Pilih penerima dari hasil pencarian."},
    )  # fmt: skip
    field_order = ("penerima", "alasan", "foto", "lintang", "bujur", "tanpa_titik")

    def __init__(self, *args: Any, found: Sequence[Recipient], **named: Any) -> None:
        super().__init__(*args, **named)
        names = dict(programmes())
        offer(
            self,
            "penerima",
            [(each.mark, f"{each.name} · {names.get(each.programme, each.programme)}{_place(each)}") for each in found],
        )

    def told(self, by: Actor) -> Told:
        mark = self.cleaned_data["penerima"]
        return Told(kind=Report.Kind.SANGGAH, enrolment_id=enrolment_of(mark, by=by), **self.given())


def _place(each: Recipient) -> str:
    return f" · RT {each.rt or '–'} RW {each.rw or '–'}" if each.rt or each.rw else ""
