"""Each thing wrong with a file is said in one Indonesian sentence, with status 2 and before any work."""

import pytest

from tests.padan import second_generator
from tests.padan.evaluated import evaluate

GOOD = "9933740101910001,9933740101150001,SITI,P,1991-04-03,33.74.01.1001,JL. MAWAR 3,001,002,GURU,S1,ISTRI"
HEADING = ",".join(second_generator.COLUMNS)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "kosong"),
        (HEADING + "\n", "hanya berisi judul kolom"),
        (HEADING.replace("no_kk", "kartu") + "\n" + GOOD + "\n", "tidak mempunyai kolom no_kk"),
        (HEADING + ",NIK\n" + GOOD + ",1\n", "Kolom nik ada dua kali"),
        (f"{HEADING}\n{GOOD}\n{GOOD}\n{GOOD[:40]}", "4 kolom, bukan 12"),
        (f'{HEADING}\n{GOOD}\n"{GOOD}\n', "tidak terbaca sebagai CSV|kolom, bukan 12"),
        (f"{HEADING}\n{GOOD}\n".replace("SITI", "SITÍ").encode("latin-1"), "bukan UTF-8"),
        (f"{HEADING}\n{GOOD}\n".encode("utf-16"), "bukan CSV berkode UTF-8"),
        (b"PK\x03\x04 workbook", "bukan CSV berkode UTF-8"),
    ],
)
def test_a_broken_file_of_people(tmp_path, people, said):
    file, truth = tmp_path / "people.csv", tmp_path / "truth.csv"
    file.write_bytes(people if isinstance(people, bytes) else people.encode())
    truth.write_text("ganda,asal\n2,1\n")

    status, told = evaluate(file, truth)

    assert status == 2
    assert any(one in told for one in said.split("|")), told
    assert "SITI" not in told


@pytest.mark.parametrize(
    ("truth", "said"),
    [
        ("", "kosong"),
        ("ganda,asal\n", "hanya berisi judul kolom"),
        ("ganda\n2\n", "berkolom dua"),
        ("ganda,asal\n2,1\n9,1\n", "berisi 3 baris"),
        ("ganda,asal\n0,1\n", "berisi 3 baris"),
        ("ganda,asal\n2,satu\n", "Baris 2 di truth.csv bukan dua nomor"),
        ("ganda,asal\n-2,1\n", "bukan dua nomor"),
        ("ganda,asal\n2,2\n", "ganda dari dirinya"),
        ("2,1\n3,1\n", "bukan judul kolom"),
    ],
)
def test_a_broken_file_of_truth(tmp_path, truth, said):
    file, told_by = tmp_path / "people.csv", tmp_path / "truth.csv"
    file.write_text("\n".join([HEADING, GOOD, GOOD, GOOD]))
    told_by.write_text(truth)

    status, told = evaluate(file, told_by)

    assert status == 2
    assert said in told, told


def test_a_file_that_is_not_there(tmp_path):
    status, told = evaluate(tmp_path / "tidak.csv", tmp_path / "ada.csv")

    assert status == 2
    assert "tidak ada" in told


def test_a_folder_is_no_file(tmp_path):
    status, told = evaluate(tmp_path, tmp_path)

    assert status == 2
    assert "bukan berkas biasa" in told


@pytest.mark.parametrize("least", ["2", "-0.1", "nan", "banyak"])
def test_a_minimum_that_is_no_share(tmp_path, least):
    status, told = evaluate(*second_generator.write(tmp_path, 300, 11), "--min-recall", least)

    assert status == 2
    assert "dari 0 sampai 1" in " ".join(told.split()), told


def test_what_could_not_be_read_is_counted(tmp_path):
    file, truth = tmp_path / "people.csv", tmp_path / "truth.csv"
    amount = GOOD.replace("0101910001,", "0101910001.0,").replace("0101150001,", "0101150001\u00a0,")
    rubbish = GOOD.replace("9933740101910001", "3.37E+15").replace("1991-04-03", "kemarin")
    file.write_text("\n".join([HEADING, GOOD, amount, rubbish]))
    truth.write_text("ganda,asal\n2,1\n")

    _, told = evaluate(file, truth)

    assert "NIK tidak terbaca (dianggap kosong) 1 " in told
    assert "Tanggal lahir tidak terbaca (dianggap kosong) 1 " in told
    assert "No KK tidak terbaca" not in told


def test_rubbish_in_numbers_dates_and_places_is_no_evidence_and_no_error(tmp_path):
    people, truth = second_generator.write(tmp_path, 300, 11)
    lines = people.read_text().splitlines()
    rubbish = ["3,37401E+15", "-", "TIDAK ADA", "'9933", "0000000000000000", "123456789012345678901234"]
    lines[1:] = [
        f'"{rubbish[n % 6]}"' + line[line.index(",") :] if n % 10 == 0 else line for n, line in enumerate(lines[1:])
    ]
    lines[5] = "x,y,,?,99/99/9999,desa,,,,,,"
    lines[6] = "," * 11
    people.write_text("\n".join(lines))

    status, told = evaluate(people, truth, "--min-recall", "0.7")

    assert status in (0, 1), told
    assert "Ketepatan" in told
