"""Invented people, numbers and shapes for the gallery. Nobody here exists; NIKs lie in region 99."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from kesos.ui.forms import DatePartsField, KkField, NikField, PhoneField, RupiahField
from kesos.ui.icons import ICONS
from kesos.ui.maps import Area, AreaMap
from kesos.ui.month import Stage, ruler
from kesos.ui.states import STATES

DAY = date(2026, 11, 9)
MOMENT = datetime(2026, 11, 9, 8, 40, tzinfo=ZoneInfo("Asia/Jakarta"))
STAGES = (
    Stage("Usulan", DAY.replace(day=1), DAY.replace(day=11), "usulan ditutup", "23.59 WIB"),
    Stage("Muskel", DAY.replace(day=12), DAY.replace(day=14), "berita acara"),
    Stage("Pemeriksaan", DAY.replace(day=15), DAY.replace(day=16), "pemeriksaan ditutup"),
    Stage("Pengesahan", DAY.replace(day=17), DAY.replace(day=17), "pengesahan", "15.00 WIB"),
    Stage("Ditarik pusat", DAY.replace(day=18), DAY.replace(day=30), waits=True),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    nik = NikField(label="NIK", help_text="16 angka, sesuai KTP")
    kk = KkField(label="Nomor KK", help_text="16 angka, di bagian atas KK")
    lahir = DatePartsField(label="Tanggal lahir")
    penghasilan = RupiahField(label="Penghasilan sebulan", required=False)
    telepon = PhoneField(label="Nomor telepon", required=False)
    program = forms.ChoiceField(label="Program", choices=[("pkh", "PKH"), ("sembako", "Sembako")])
    lantai = forms.ChoiceField(
        label="Jenis lantai terluas",
        choices=[("keramik", "Keramik atau ubin"), ("semen", "Semen"), ("tanah", "Tanah")],
        widget=forms.RadioSelect,
    )
    aset = forms.MultipleChoiceField(
        label="Aset",
        choices=[("motor", "Sepeda motor"), ("kulkas", "Lemari es")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    foto = forms.FileField(label="Ambil atau pilih foto", help_text="JPEG, paling besar 10 MB", required=False)
    benar = forms.BooleanField(label="Data ini sesuai KK asli")


class Row:
    def __init__(self, name: str, serial: str, what: str, note: str, state: str, days: int) -> None:
        self.name, self.nik, self.what, self.note, self.state = name, f"997101030379{serial}", what, note, state
        self.due = DAY + timedelta(days=days)


def everything() -> dict[str, Any]:
    wrong = SampleForm(
        {"nik": "9971 0103 0379", "kk": "9971010303790001", "lahir_tanggal": "31", "lahir_bulan": "2",
         "lahir_tahun": "1979", "penghasilan": "banyak", "program": "pkh"},
        auto_id="salah_%s",
    )  # fmt: skip
    return {
        "states": STATES,
        "icons": sorted(ICONS),
        "form": SampleForm(initial={"nik": "9971010303790003", "lahir": date(1979, 3, 3), "penghasilan": 1150000}),
        "wrong": wrong,
        "today": DAY,
        "moment": MOMENT,
        "ruler": ruler(stages=STAGES, today=DAY),
        "ruler_late": ruler(stages=STAGES, today=DAY.replace(day=20)),
        "programmes": [("", "Semua program"), ("pkh", "PKH"), ("sembako", "Sembako")],
        "purposes": [("loket", "Mencocokkan KK di loket"), ("kunjungan", "Kunjungan rumah")],
        "rows": [
            Row("Sulastri", "0003", "Pemutakhiran DTSEN", "Kunjungan rumah belum dicatat", "terlambat", -3),
            Row("Endah Wulandari", "0002", "Usulan bansos · PKH", "Foto rumah terpotong", "dikembalikan", 0),
            Row("Agus Setyo Budi", "0006", "Usulan baru DTSEN", "Siap dikirim ke kecamatan", "lengkap", 2),
        ],
        "views": [("Perlu dikerjakan", "?", 24, True), ("Terkirim", "?saring=terkirim", 29, False)],
        "steps": ["Identitas", "Rumah", "Keadaan", "Periksa"],
        "answers": [("Nama", "Sulastri", "#form"), ("RT / RW", "004 / 02", "#form"), ("Lantai", "Semen", "#form")],
        "changes": [("Alamat", "RT 002 RW 02", "RT 004 RW 02"), ("Dinding", "Papan", "Tembok"), ("Anggota", 4, 4)],
        "bars": [("Permakanan", 82, "82%", False, 75), ("Kelurahan Contoh", 44, "18/41", True, None)],
        "trail": [("Tugas saya", "#"), ("Cari warga", "#")],
        "area_map": AreaMap(
            areas=[
                Area("M10 10l90 0 0 70-90 10z", "Contoh Barat", "18 dari 41 selesai (44%)", 2, late=True),
                Area("M100 10l80 20 0 60-80-10z", "Contoh Tengah", "30 dari 42 selesai (71%)", 3),
                Area("M180 30l90-20 20 90-110-10z", "Contoh Timur", "55 dari 55 selesai (100%)", 5),
                Area("M10 90l90-10 80 10 0 70-170 0z", "Contoh Selatan", "29 dari 35 selesai (83%)", 4),
                Area("M180 90l110 10-10 60-100 0z", "Contoh Hilir", "9 dari 30 selesai (30%)", 1),
            ],
            view_box="0 0 300 170",
            legend=["di bawah 40%", "40–59%", "60–79%", "80–99%", "selesai"],
        ),
    }
