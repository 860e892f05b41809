"""The press: sandbox, limits, and sentences an office understands."""

from datetime import UTC, datetime

import pytest

from kesos.documents.engine import Press, Sheet
from kesos.documents.faults import BadTemplate, PressFailed, UnprintableText
from tests.documents.conftest import AT

PLAIN = {
    "surat": {
        "judul": "Surat", "nomor": "1/2026", "tempat": "Kediri", "tanggal": "9 November 2026", "kode": "AAAA",
        "alamat_cek": "contoh.example/cek", "keperluan": "x", "berlaku_sampai": "", "contoh": False,
    },
    "kantor": {"nama": "Dinas", "pemerintah": "Pemerintah Kota Contoh", "daerah": "Kota Contoh"},
    "pejabat": {"nama": "A", "sebutan": "Kepala", "pangkat": "", "nip": ""},
    "tata": {
        "kertas": "a4", "atas": 15, "bawah": 20, "kiri": 20, "kanan": 20, "fon": ["Source Sans Pro"], "ukuran": 11,
        "kop": ["SATU", "DUA"], "logo": None, "kaki": "kaki",
    },
    "isi": {"orang": {"nama": "SITI"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def small_press() -> Press:
    return Press(seconds=3, memory=768 * 2**20)


def sheet(body: str) -> Sheet:
    return Sheet(body, PLAIN, AT, check_address="https://contoh.example/cek/AAAA/")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("satu\n\n#takada", "Baris 3: Nama «takada» tidak dikenal; lihat daftar variabel di samping."),
        ("#isi.orang.alias", "Baris 1: Variabel «alias» tidak ada; lihat daftar variabel."),
        ("satu\n*tebal", "Baris 2: Ada tanda kurung, kutip, atau bintang yang belum ditutup."),
        ("#table(columns: (1fr,", "Baris 1: Ada tanda kurung, kutip, atau bintang yang belum ditutup."),
        ('a\n#read("/etc/passwd")', "Baris 2: Berkas dari luar tidak dapat dipakai di dalam templat."),
        ('#read("../../etc/passwd")', "Baris 1: Berkas dari luar tidak dapat dipakai di dalam templat."),
        ('#import "@preview/cetz:0.3.1"', "Baris 1: Paket dari internet tidak dapat dipakai."),
        ("#while true {}", "Baris 1: Ada perulangan yang tidak pernah berhenti."),
        ("#let f() = f()\n#f()", "Baris 1: Ada perintah yang memanggil dirinya sendiri tanpa henti."),
    ],
)
def test_a_wrong_template_is_told_by_line_and_in_plain_words(small_press: Press, body: str, sentence: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        small_press.print_one(sheet(body))

    assert refused.value.sentence == sentence


def test_a_template_that_takes_too_long_is_stopped(small_press: Press) -> None:
    with pytest.raises(PressFailed, match="lebih dari 3 detik"):
        small_press.print_one(sheet("#for a in range(30000) { for b in range(30000) [] }"))

    assert small_press.print_one(sheet("baik"))[0].startswith(b"%PDF")


def test_a_template_that_eats_memory_is_stopped(small_press: Press) -> None:
    with pytest.raises(PressFailed, match=r"memori|detik"):
        small_press.print_one(sheet("#{let a = (1,)\nwhile a.len() > 0 { a = a + a }}"))

    assert small_press.print_one(sheet("baik"))[0].startswith(b"%PDF")


def test_after_a_refused_letter_the_next_answer_is_the_next_letters(small_press: Press) -> None:
    printing = small_press.print_all([sheet("satu"), sheet("日"), sheet("tiga"), sheet("empat")])
    next(printing)
    with pytest.raises(UnprintableText):
        next(printing)

    again = small_press.print_one(sheet("satu"))

    assert again == small_press.print_one(sheet("satu"))
    assert again != small_press.print_one(sheet("tiga"))


def test_the_press_knows_no_secret_of_ours(small_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    monkeypatch.setenv("KESOS_SECRET_KEY", "jangan-bocor")
    small_press._stop()
    small_press.print_one(sheet("baik"))

    environment = Path(f"/proc/{small_press._process.pid}/environ")
    if environment.exists():
        assert b"jangan-bocor" not in environment.read_bytes()
        assert b"KESOS" not in environment.read_bytes()


def test_same_data_and_moment_give_the_same_bytes_in_a_fresh_process(small_press: Press) -> None:
    first = small_press.print_one(sheet("baik"))
    small_press._stop()

    assert small_press.print_one(sheet("baik")) == first
    later = Sheet("baik", PLAIN, datetime(2027, 1, 1, tzinfo=UTC), check_address="https://contoh.example/cek/AAAA/")
    assert small_press.print_one(later) != first


def test_a_press_that_is_replaced_in_the_middle_of_a_batch_gives_each_letter_its_own_pages(
    small_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = ["satu", "dua", "tiga", "empat", "lima"]
    alone = [small_press.print_one(sheet(body)) for body in bodies]
    monkeypatch.setattr("kesos.documents.engine.LETTERS_A_PROCESS", small_press._printed + 3)

    together = list(small_press.print_all(sheet(body) for body in bodies * 4))  # more than are sent ahead

    assert together == alone * 4
