"""kesos people import: a folder of files, each a run of its own; cut off it goes on, sent again it changes nothing."""

from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from kesos.bulk.models import Batch, StagedRow
from kesos.config.commands import people, people_import
from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.registry.imports import services as imports
from kesos.registry.models import ImportRow, ImportRun, Listing, Person
from kesos.registry.services import import_files
from tests.access.world import an_official
from tests.registry.world import AT, an_operator

pytestmark = pytest.mark.django_db
HEAD = "NO_KK,NIK,NAMA_LENGKAP,JENIS_KELAMIN,TANGGAL_LAHIR,HUBUNGAN_KELUARGA,ALAMAT,RT,RW,KODE_WILAYAH\n"
OFFICER = an_operator("3571", permissions=("person.view", "import.run"))
LETTER = import_files.Letter("people", "Dinsos Jawa Tengah", date(2026, 11, 1), "3571", {"register": "dtks"})


@pytest.fixture
def folder(tmp_path, kept_files):
    """Two kelurahan, three families; one row names a place that is none, one repeats the row above it."""
    of_bawang = [_row(1, 1), _row(2, 1, "ISTRI"), _row(3, 2), _row(4, 2, "ANAK", place="9999999999"), _row(3, 2)]
    (tmp_path / "bawang.csv").write_text(HEAD + "".join(of_bawang))
    (tmp_path / "ngronggo.csv").write_text(HEAD + _row(5, 3, place="3571031001"))
    (tmp_path / "catatan.txt").write_text("bukan tabel")
    return tmp_path


def bring(folder, *, letter=LETTER, by=OFFICER, said=None):
    return import_files.import_files(
        folder, letter, same_name=0.5, doubles_percent=50, by=by, at=AT,
        say=said.append if said is not None else lambda sentence: None,
    )  # fmt: skip


@pytest.mark.requirement("J-12")
@pytest.mark.requirement("J-06")
def test_a_folder_of_lists_becomes_people_and_listed_families_with_its_faults_by_kind(folder):
    brought = bring(folder)

    assert (brought.rows, dict(brought.verdicts)) == (6, {"new": 4, "faulty": 1, "doubled": 1})
    assert brought.faults == {"REGION_UNKNOWN": 1, "ROW_DOUBLED": 1}
    with acting(SYSTEM):
        assert Person.objects.count() == 4
        listed = Listing.objects.order_by("family__kk").values_list("family__kk", "register", "from_on", "to_on")
        assert [row[1:] for row in listed] == [("dtks", date(2026, 11, 1), None)] * 3


def test_sent_again_under_another_name_nothing_comes_in_twice(folder):
    bring(folder)
    (folder / "bawang.csv").rename(folder / "salinan.csv")
    said: list[str] = []

    brought = bring(folder, said=said)

    assert (brought.rows, brought.known) == (0, 2)
    assert all("sudah masuk" in sentence for sentence in said)
    with acting(SYSTEM):
        assert (ImportRun.objects.count(), Listing.objects.count()) == (2, 3)


def test_a_reading_cut_off_and_a_writing_cut_off_go_on(folder, monkeypatch):
    def cut(*told, **more):
        raise KeyboardInterrupt

    for place in ((import_files.staging, "stage"), (imports, "apply_slice")):
        with monkeypatch.context() as broken:
            broken.setattr(*place, cut)
            with pytest.raises(KeyboardInterrupt):
                bring(folder)

    brought = bring(folder)

    assert brought.rows == 6
    with acting(SYSTEM):
        assert (Batch.objects.count(), Person.objects.count(), Listing.objects.count()) == (2, 4, 3)


def test_what_came_in_leaves_the_waiting_room_and_what_did_not_stays_to_be_mended(folder):
    bring(folder)

    with acting(SYSTEM):
        kept = StagedRow.objects.filter(line__gt=1).values_list("line", flat=True)
        assert sorted(kept) == sorted(ImportRow.objects.values_list("line", flat=True)) == [5, 6]


def test_cut_off_before_the_tidying_the_faults_are_still_laid_out_and_the_waiting_room_emptied(folder, monkeypatch):
    def cut(*told, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(import_files, "export_rejects", cut)
        with pytest.raises(KeyboardInterrupt):
            bring(folder)

    bring(folder)

    with acting(SYSTEM):
        assert StoredFile.objects.filter(kind="rejects").count() == 1
        assert not ImportRow.objects.exclude(verdict__in=("faulty", "doubled")).exists()
        assert Person.objects.count() == 4


def test_a_wrong_file_is_named_and_those_before_it_stay(folder):
    (folder / "catatan.csv").write_text("bukan,tabel,warga\n1,2,3\n")

    with pytest.raises(import_files.Refused, match=r"catatan\.csv: "):
        bring(folder)

    with acting(SYSTEM):
        assert ImportRun.objects.get(state="applied").file_name == "bawang.csv"


def test_a_register_that_is_none_and_an_empty_folder_are_refused(folder, tmp_path):
    (tmp_path / "kosong").mkdir()

    with pytest.raises(import_files.Refused, match="dtks atau dtsen"):
        bring(folder, letter=import_files.Letter("people", "Dinsos", date(2026, 11, 1), "3571", {"register": "pkh"}))
    with pytest.raises(import_files.Refused, match="Tidak ada berkas"):
        bring(tmp_path / "kosong")


def test_who_may_import_elsewhere_brings_nobody_in_here(folder):
    neighbour = an_operator("3571031001", permissions=("person.view", "import.run"))

    brought = bring(folder, letter=import_files.Letter("people", "Ngronggo", date(2026, 11, 1), "3571031001"),
                    by=neighbour)  # fmt: skip

    assert sum(brought.faults.values()) == 5  # of six rows
    with acting(SYSTEM):
        assert list(Person.objects.values_list("region_id", flat=True)) == ["3571031001"]


def test_the_command_goes_through_the_folders_of_a_province_in_their_order(folder):
    an_official("rofiq", "OP_DINSOS", "3571")
    (folder / "dtks").mkdir()
    rows = [_row(n, n) for n in range(1, 25)] + [_row(25, 25, place="9999999999")]
    (folder / "dtks" / "3571.csv").write_text(HEAD + "".join(rows))
    app = typer.Typer()
    people.join(app)
    people_import.join(app)
    given = ("--user", "rofiq", "--sender", "Dinsos", "--dated-on", "2026-11-01")

    told = CliRunner().invoke(app, ["people", "import", str(folder), *given])

    assert told.exit_code == 0, told.output
    assert "1 baris. Kelurahan/desa: kode atau namanya tidak dikenal" in " ".join(told.output.split())
    with acting(SYSTEM):
        assert Listing.objects.count() == 24


def _row(number, family, relation="KEPALA KELUARGA", *, place="3571031009"):
    born, day = date(1970, 1, number), number + 40 * (number % 2)
    nik, kk = f"997103{day:02d}0170{number:04d}", f"997103010110{family:04d}"
    sex = "P" if number % 2 else "L"
    name = f"WARGA {chr(64 + number) * 5}"
    return f"{kk},{nik},{name},{sex},{born:%d/%m/%Y},{relation},JL. MAWAR {family},1,2,{place}\n"
