"""What is planted is told, line by line; what is not told is not there."""

from python_calamine import CalamineWorkbook

from kesos.demo.people.faults import DOUBLES, FAULTS
from kesos.demo.people.population_registry import DIFFERENCES
from kesos.demo.people.workbook import FIRST_LINE
from tests.demo.conftest import VILLAGE, Row, World


def told(world: World, file: str) -> list[Row]:
    return [t for t in world.truth if t["berkas"] == file]


def test_undoing_what_the_truth_tells_gives_the_sound_file(faulty: World, sound: World) -> None:
    rows: list[Row | None] = [dict(row) for row in faulty.people]
    for t in told(faulty, "penduduk.csv"):
        at = int(t["baris"]) - 2
        row = rows[at]
        assert row is not None
        assert row[t["kolom"]] == t["nilai_tertulis"]
        if t["jenis"] in DOUBLES:
            rows[at] = None
        else:
            row[t["kolom"]] = t["nilai_benar"]

    mended = [row for row in rows if row is not None]

    assert len(mended) == len(sound.people)
    for row, right in zip(mended, sound.people, strict=True):
        if row["ALASAN_TANPA_NIK"]:
            right = {**right, "NIK": "", "ALASAN_TANPA_NIK": row["ALASAN_TANPA_NIK"]}
        assert row == right


def test_every_kind_of_fault_is_planted_in_a_file_with_many(faulty: World) -> None:
    kinds = {t["jenis"] for t in told(faulty, "penduduk.csv")}

    assert kinds == {*FAULTS, "TANPA_NIK"}


def test_no_row_bears_two_faults(faulty: World) -> None:
    lines = [t["baris"] for t in told(faulty, "penduduk.csv")]

    assert len(lines) == len(set(lines))


def test_doubles_stay_below_what_an_import_refuses(faulty: World) -> None:
    doubles = [t for t in told(faulty, "penduduk.csv") if t["jenis"] in DOUBLES]

    assert 0 < len(doubles) < 0.03 * len(faulty.people)
    assert all(int(t["baris"]) == int(t["baris_terkait"]) + 1 for t in doubles)


def test_nothing_is_planted_when_no_faults_are_asked_for(sound: World) -> None:
    assert sound.truth == []
    assert all(row["NIK"] and row["NAMA_LENGKAP"] for row in sound.people)


def test_a_second_claimant_bears_the_nik_of_the_one_who_is_named(faulty: World) -> None:
    claims = [t for t in told(faulty, "penduduk.csv") if t["jenis"] == "NIK_DIPAKAI_DUA"]

    for t in claims:
        claimant, owner = (faulty.people[int(t[column]) - 2] for column in ("baris", "baris_terkait"))
        assert claimant["NIK"] == owner["NIK"] == t["nilai_tertulis"]
        assert claimant["NAMA_LENGKAP"] != owner["NAMA_LENGKAP"]


def test_undoing_the_differences_gives_the_population_registry_of_the_sound_file(faulty: World, sound: World) -> None:
    right = {row["NIK"]: row for row in sound.rows("dukcapil.csv")}
    rows = faulty.rows("dukcapil.csv")
    absent = set()
    for t in told(faulty, "dukcapil.csv"):
        if t["jenis"] == "TIDAK_DITEMUKAN":
            absent.add(t["nik"])
            assert t["baris"] == "0"
            continue
        row = rows[int(t["baris"]) - 2]
        assert (row["NIK"], row[t["kolom"]]) == (t["nik"], t["nilai_tertulis"])
        row[t["kolom"]] = t["nilai_benar"]
        row["TANGGAL_MENINGGAL"] = ""

    unknown = {r["NIK"] for r, f in zip(sound.people, without_doubles(faulty), strict=True) if f["ALASAN_TANPA_NIK"]}

    assert {t["jenis"] for t in told(faulty, "dukcapil.csv")} == set(DIFFERENCES)
    assert {row["NIK"] for row in rows} == right.keys() - absent - unknown
    assert all(row == right[row["NIK"]] for row in rows)


def without_doubles(world: World) -> list[Row]:
    doubles = {int(t["baris"]) for t in told(world, "penduduk.csv") if t["jenis"] in DOUBLES}
    return [row for line, row in enumerate(world.people, start=2) if line not in doubles]


def test_the_workbook_holds_one_kelurahan_below_merged_headings(faulty: World) -> None:
    name = f"penduduk-{VILLAGE}.xlsx"
    book = CalamineWorkbook.from_path(str(faulty.folder / name))
    sheet = book.get_sheet_by_name("Data").to_python(skip_empty_area=False)
    header = sheet[FIRST_LINE - 2]

    rows = [dict(zip(header, row, strict=True)) for row in sheet[FIRST_LINE - 1 :]]

    expected = [row for row in faulty.people if row["KELURAHAN"] == "BAWANG"]
    assert book.sheet_names == ["Data", "Keterangan"]
    assert len(rows) == len(expected) == faulty.summary.files[name]["rows"]
    lost = {int(t["baris"]) - FIRST_LINE for t in told(faulty, name) if t["jenis"] == "NIK_ANGKA_RUSAK"}
    assert {at for at, row in enumerate(rows) if isinstance(row["NIK"], float)} == lost
    for t in told(faulty, name):
        if t["jenis"] != "NIK_ANGKA_RUSAK":
            assert rows[int(t["baris"]) - FIRST_LINE][t["kolom"]] == t["nilai_tertulis"]
    assert [row["NIK"] for at, row in enumerate(rows) if at not in lost] == [
        row["NIK"] for at, row in enumerate(expected) if at not in lost
    ]
