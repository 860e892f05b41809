"""What Indonesian forms ask, and how they say that something is wrong."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kesos.ui.forms import DatePartsField, KkField, NikField, PhoneField, RupiahField


class Form(forms.Form):
    nik = NikField(label="NIK", help_text="16 angka")
    lahir = DatePartsField(label="Tanggal lahir")
    lantai = forms.ChoiceField(label="Lantai", choices=[("semen", "Semen")], widget=forms.RadioSelect)
    catatan = forms.CharField(label="Catatan", required=False)


def fault(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


@pytest.mark.parametrize("typed", ["9971010303790003", "9971 0103 0379 0003", "'9971010303790003"])
def test_a_nik_is_read_however_it_is_grouped(typed):
    assert NikField().clean(typed) == 9971010303790003


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9971 0103 0379", "Baru 12 angka. NIK harus 16 angka."),
        ("997101030379000O", "NIK hanya boleh berisi angka; periksa huruf O dan angka 0."),
        ("9971013213790003", "Angka ke-7 dan 8 NIK (tanggal lahir) harus 01–31, atau 41–71 untuk perempuan."),
    ],
)
def test_a_wrong_nik_says_what_is_wrong(typed, sentence):
    assert fault(NikField(), typed) == sentence


def test_an_optional_nik_may_be_empty():
    assert NikField(required=False).clean("  ") is None


def test_a_kk_does_not_know_the_forty_days_of_women():
    assert NikField().clean("9971014303790003") == 9971014303790003
    assert "No. KK" in fault(KkField(), "9971014303790003")


@pytest.mark.parametrize("typed", ["Rp1.150.000", "1150000", "1.150.000,00", " rp. 1.150.000 "])
def test_rupiah_are_read_as_people_write_them(typed):
    assert RupiahField().clean(typed) == 1150000


@pytest.mark.parametrize("typed", ["banyak", "1,150,000", "1.15", "-5"])
def test_an_amount_that_could_mean_two_things_is_refused(typed):
    assert fault(RupiahField(), typed) == "Tulis jumlah rupiah dengan angka saja, misalnya 1.150.000."


@pytest.mark.parametrize("typed", ["0812 3456 7890", "+62 812-3456-7890", "6281234567890"])
def test_a_telephone_number_begins_with_62(typed):
    assert PhoneField().clean(typed) == "6281234567890"


def test_half_a_telephone_number_is_refused():
    assert fault(PhoneField(), "0812") == "Tulis nomor telepon lengkap, misalnya 0812 3456 7890."


def test_a_date_comes_from_its_three_parts():
    assert DatePartsField().clean(["3", "3", "1979"]) == date(1979, 3, 3)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (["31", "2", "1979"], "Tidak ada tanggal 31 Februari 1979."),
        (["3", "", "1979"], "Lengkapi bulan."),
        (["", "", "1979"], "Lengkapi tanggal dan bulan."),
        (["", "", ""], "Isi tanggal, bulan, dan tahun."),
        (["3", "3", "79"], "Tulis tahun dengan empat angka, misalnya 1979."),
        (["tiga", "3", "1979"], "Tulis tanggal dan tahun dengan angka, misalnya 3 dan 1979."),
    ],
)
def test_a_wrong_date_says_which_part_to_mend(parts, sentence):
    assert fault(DatePartsField(), parts) == sentence


def test_an_optional_date_may_be_left_out():
    assert DatePartsField(required=False).clean(["", "", ""]) is None


def test_a_bound_date_is_shown_in_its_parts():
    html = str(Form(initial={"lahir": date(1979, 3, 3)})["lahir"])

    assert 'name="lahir_tanggal" value="3"' in html
    assert '<option value="3" selected>Maret</option>' in html
    assert 'name="lahir_tahun" value="1979"' in html


def test_a_field_has_its_label_its_hint_and_says_what_is_optional():
    html = str(Form())

    assert '<label class="label" for="id_nik">NIK</label>' in html
    assert 'id="id_nik_helptext">16 angka</div>' in html
    assert 'aria-describedby="id_nik_helptext"' in html
    assert 'class="input input-nik"' in html
    assert html.count("(tidak wajib)") == 1


def test_a_wrong_form_begins_with_links_to_what_must_be_mended():
    html = str(Form({"nik": "12", "lahir_tanggal": "31", "lahir_bulan": "2", "lahir_tahun": "1979"}))

    summary = html[: html.index("</ul>")]
    assert "Ada 3 isian yang perlu diperbaiki" in summary
    for anchor in ("id_nik", "id_lahir_0", "id_lantai_0"):
        assert f'href="#{anchor}"' in summary
        assert f'id="{anchor}"' in html
    assert 'aria-invalid="true"' in html


def test_what_a_person_typed_is_never_markup():
    html = str(Form({"nik": '"><script>alert(1)</script>'}))

    assert "<script>" not in html
