"""Shape of what is typed on the screens of letters; the rules are in the services."""

from typing import Any
from uuid import UUID

from django import forms

from kesos.documents.composing import OWN_FONTS
from kesos.documents.models import Document, DocumentTemplate, Office, Signer
from kesos.documents.queries.letters import Filters
from kesos.ui.forms import DatePartsField, offer

DAYS = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]
ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]


class FilterForm(forms.Form):
    nama = forms.CharField(required=False, max_length=80)
    nomor = forms.CharField(required=False, max_length=120)
    keadaan = forms.ChoiceField(required=False, choices=[("", "Semua keadaan"), *Document.State.choices])
    sejak = forms.DateField(required=False, input_formats=DAYS)
    sampai = forms.DateField(required=False, input_formats=DAYS)
    orang = forms.IntegerField(required=False, min_value=1)
    kumpulan = forms.UUIDField(required=False)

    def filters(self) -> Filters:
        """A field that is typed wrongly filters nothing."""
        self.is_valid()
        told: dict[str, Any] = self.cleaned_data
        batch: UUID | None = told.get("kumpulan")
        return Filters(
            number=told.get("nomor") or "",
            name=told.get("nama") or "",
            state=told.get("keadaan") or "",
            since=told.get("sejak"),
            until=told.get("sampai"),
            person_id=told.get("orang"),
            batch=batch,
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan pencabutan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: nama salah tulis, keluarga sudah tidak terdaftar. Alasan tidak tampil di halaman umum.",
        error_messages={"required": "Alasan pencabutan wajib diisi."},
    )


class DayForm(forms.Form):
    day = DatePartsField(label="Berlaku mulai", required=True)


class TemplateForm(forms.Form):
    letterhead = forms.CharField(
        label="Kop surat",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris kop tiap baris; baris kedua dicetak besar. Kosongkan untuk memakai data kantor.",
    )
    logo = forms.FileField(label="Lambang daerah (PNG atau JPEG)", required=False)
    body = forms.CharField(
        label="Isi surat", strip=False, widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"})
    )
    footer = forms.CharField(label="Catatan kaki", required=False, max_length=400, widget=forms.Textarea)
    number_pattern = forms.CharField(
        label="Pola nomor", max_length=80, help_text="{seq} nomor urut, {unit} kode unit, {month} bulan Romawi, {year}."
    )
    validity_days = forms.IntegerField(label="Masa berlaku (hari)", min_value=1, max_value=3660)
    paper = forms.ChoiceField(label="Kertas", choices=DocumentTemplate.Paper.choices)
    margin_top = forms.IntegerField(label="Tepi atas (mm)", min_value=5, max_value=60)
    margin_bottom = forms.IntegerField(label="Tepi bawah (mm)", min_value=10, max_value=60)
    margin_left = forms.IntegerField(label="Tepi kiri (mm)", min_value=5, max_value=60)
    margin_right = forms.IntegerField(label="Tepi kanan (mm)", min_value=5, max_value=60)
    font = forms.ChoiceField(label="Fon")
    font_file = forms.FileField(label="Unggah fon kantor (TTF atau OTF)", required=False)
    font_size = forms.DecimalField(
        label="Ukuran huruf (pt)", min_value=8, max_value=16, decimal_places=1, localize=True
    )
    shows_family = forms.BooleanField(label="Cetak anggota keluarga", required=False)
    shows_decile = forms.BooleanField(label="Cetak desil", required=False)
    shows_programmes = forms.BooleanField(label="Cetak program yang diterima", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, shown: DocumentTemplate) -> None:
        told = {name: getattr(shown, name) for name in self.base_fields if hasattr(shown, name)}
        super().__init__(data, files, initial={**told, "letterhead": "\n".join(shown.letterhead)})
        own = [shown.font] if shown.font_key else []
        offer(self, "font", [(name, name) for name in (*own, *OWN_FONTS)])

    def clean_letterhead(self) -> list[str]:
        lines = [line.strip()[:160] for line in self.cleaned_data["letterhead"].splitlines() if line.strip()]
        if len(lines) > 8:
            raise forms.ValidationError("Kop surat paling banyak 8 baris.")
        return lines

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")


class OfficeChoice(forms.Form):
    kantor = forms.ChoiceField(label="Kantor", required=False)

    def __init__(self, offices: list[Office], *, default: bool, chosen: int | None) -> None:
        super().__init__(initial={"kantor": chosen or ""})
        named = [(str(office.pk), str(office)) for office in offices]
        offer(self, "kantor", ([("", "Templat bawaan")] if default else []) + named)


class SignerForm(forms.Form):
    name = forms.CharField(label="Nama dengan gelar", max_length=120)
    title = forms.CharField(label="Jabatan", max_length=120, help_text="Misalnya: Kepala Dinas Sosial")
    rank = forms.CharField(label="Pangkat", max_length=80, required=False)
    nip = forms.CharField(label="NIP", max_length=24, required=False)
    capacity = forms.ChoiceField(label="Kedudukan", choices=Signer.Capacity.choices)
    valid_from = DatePartsField(label="Mulai", required=True)
    valid_to = DatePartsField(label="Sampai", required=False)


class OfficeForm(forms.Form):
    region_code = forms.CharField(label="Kode wilayah", max_length=13)
    name = forms.CharField(label="Nama kantor", max_length=120, help_text="Misalnya: Dinas Sosial")
    government = forms.CharField(
        label="Pemerintah daerah", max_length=120, help_text="Misalnya: Pemerintah Kota Kediri"
    )
    unit = forms.CharField(label="Kode unit pada nomor surat", max_length=40)
    city = forms.CharField(label="Tempat surat ditandatangani", max_length=80)
    address = forms.CharField(label="Alamat", max_length=200, required=False)
    phone = forms.CharField(label="Telepon", max_length=40, required=False)
    email = forms.CharField(label="Pos-el", max_length=120, required=False)
    time_zone = forms.ChoiceField(label="Zona waktu", choices=ZONES)
    public_address = forms.URLField(label="Alamat situs cek surat", max_length=200, assume_scheme="https")
