"""The registry beside the population registry's extract: who agrees is left in peace, who does not is told why."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, Refused
from kesos.padan.models import Finding, Run, Snapshot
from kesos.padan.services import matching, runs, snapshots
from kesos.registry.models import Person
from tests.padan.world import AT, BAWANG, OFFICE, a_line, an_extract, compared
from tests.registry.world import NGRONGGO, a_person, an_operator

pytestmark = pytest.mark.django_db


def found() -> dict[str, tuple[str, str, int | None]]:
    """By name of the person: outcome, what differs, likeness."""
    with acting(SYSTEM):
        told = Finding.objects.values_list("person__full_name", "outcome", "differs", "likeness")
        return {name: (outcome, differs, likeness) for name, outcome, differs, likeness in told}


@pytest.mark.requirement("X-01")
def test_each_way_of_not_agreeing_has_its_word(tmp_path):
    same, spelt, dead, moved, born, lost = (
        a_person(name) for name in ("SULASTRI", "SOEDJONO HADI", "MARSUDI", "TUTIK", "BAMBANG", "WARNI")
    )

    run = compared(
        tmp_path,
        a_line(same),
        a_line(spelt, name="SUJONO HADY"),
        a_line(dead, alive="MENINGGAL", died="2026-10-02"),
        a_line(moved, region=NGRONGGO),
        a_line(born, born=date(1979, 4, 13), sex="L"),
    )

    assert found() == {
        "SOEDJONO HADI": ("sebagian", "nama", 90),
        "MARSUDI": ("meninggal", "hidup", 100),
        "TUTIK": ("pindah", "wilayah", 100),
        "BAMBANG": ("sebagian", "tanggal_lahir jk", 100),
        "WARNI": ("tidak_ditemukan", "", None),
    }
    assert (run.state, run.is_whole, run.counts["new"]) == ("done", True, 5)
    with acting(SYSTEM):
        death = Finding.objects.get(person=dead)
        assert (death.their_death, death.region_code) == (date(2026, 10, 2), BAWANG)
    assert lost.pk


def test_old_and_new_spelling_are_one_name(tmp_path):
    person = a_person("H. Tjahjo  Soemarno, S.Pd")

    compared(tmp_path, a_line(person, name='"H TJAHJO SUMARNO SPD"'))

    assert found() == {}


def test_who_stands_twice_in_the_extract_is_believed_in_neither_line(tmp_path):
    person = a_person("SULASTRI")

    compared(tmp_path, a_line(person), a_line(person, alive="MENINGGAL"))

    assert found()["SULASTRI"][0] == "ganda"


def test_a_month_later_only_what_changed_is_touched_and_the_end_is_that_of_a_whole_run(tmp_path):
    people = [a_person(f"WARGA {letter}") for letter in "ABCDEF"]
    compared(tmp_path, *[a_line(p, name=f"{p.full_name} X") for p in people[:3]], *[a_line(p) for p in people[3:]])
    with acting(SYSTEM):
        first = dict(Finding.objects.values_list("person__full_name", "pk"))
        Person.objects.filter(pk=people[1].pk).update(full_name="WARGA B X")

    run = compared(
        tmp_path,
        *[a_line(p, name=f"{p.full_name} X") for p in people[:3]],
        a_line(people[3], region=NGRONGGO),
        *[a_line(p) for p in people[4:]],
        name="desember.csv",
    )

    assert (run.is_whole, run.counts) == (False, {"gone": 1, "changed": 0, "new": 1})
    told = found()
    assert set(told) == {"WARGA A", "WARGA C", "WARGA D"}
    with acting(SYSTEM):
        later = dict(Finding.objects.values_list("person__full_name", "pk"))
        assert {name: later[name] for name in ("WARGA A", "WARGA C")} == {n: first[n] for n in ("WARGA A", "WARGA C")}
        Run.objects.update(source="lain")  # forget what was compared: all again
    again = runs.compare(by=OFFICE, at=AT)
    assert again.is_whole
    assert found() == told


def test_the_same_again_changes_nothing(tmp_path):
    person = a_person("SULASTRI")
    line = a_line(person, name="LASTRI")
    compared(tmp_path, line)
    with acting(SYSTEM):
        before = list(Finding.objects.values())

    run = compared(tmp_path, line)

    assert sum(run.counts.values()) == 0
    with acting(SYSTEM):
        assert list(Finding.objects.values()) == before
        assert Snapshot.objects.filter(kind="population").count() == 1


def test_a_run_cut_off_between_two_buckets_goes_on_where_it_stopped(tmp_path, monkeypatch):
    for name in "ABC":
        a_person(f"WARGA {name}")
    with monkeypatch.context() as broken:
        broken.setattr(matching, "_note", lambda *told: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            compared(tmp_path)
    with acting(SYSTEM):
        assert not Finding.objects.exists()

    run = runs.compare(by=OFFICE, at=AT)

    assert (run.state, len(found())) == ("done", 3)
    with acting(SYSTEM):
        assert Run.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("NIK,NAMA_LENGKAP\n9971030000000001,A\n", "Kolom Tanggal lahir, Jenis kelamin, Kode wilayah, Status hidup"),
        ("NIK,NAMA,TGL_LAHIR,JK,KODE_WILAYAH,STATUS\n9971035204790001,A,1979-04-12,P,35710\n9971", "mungkin terpotong"),
        ("NIK,NAMA,NAMA\n1,2,3\n", "dua kali"),
        ("", "Berkas kosong"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_with_its_remedy(tmp_path, text, sentence):
    path = tmp_path / "salah.csv"
    path.write_text(text)

    with pytest.raises(Refused, match=sentence):
        snapshots.receive([path], as_of=date(2026, 11, 1), by=OFFICE, at=AT)


def test_a_parquet_file_cut_in_the_middle_is_refused(tmp_path):
    path = tmp_path / "potong.parquet"
    path.write_bytes(b"PAR1" + b"\0" * 400)

    with pytest.raises(Refused, match="rusak atau terpotong"):
        snapshots.receive([path], as_of=date(2026, 11, 1), by=OFFICE, at=AT)


def test_rows_that_cannot_be_read_are_counted_by_kind_and_leave_the_rest_alone(tmp_path):
    person = a_person("SULASTRI")
    odd = ({"nik": "9.97E+15"}, {"nik": "997103", "name": ""}, {"nik": 9971035204799999, "born": "31/02/1979"},
           {"nik": 9971035204799998, "name": ""})  # fmt: skip
    lines = [a_line(person), *[a_line(person, **wrong) for wrong in odd]]

    taken = snapshots.receive([an_extract(tmp_path, *lines)], as_of=date(2026, 11, 1), by=OFFICE, at=AT)

    assert taken.counts["faults"] == {"NIK_WRONG": 2, "BIRTH_UNREADABLE": 1, "NAME_BLANK": 1}
    assert taken.counts["rows"] == 1


def test_leading_zeros_and_long_numbers_stay_text(tmp_path):
    person = a_person("SULASTRI")
    region = f"{person.region_id[:2]}.{person.region_id[2:4]}.{person.region_id[4:6]}.{person.region_id[6:]}"

    compared(tmp_path, a_line(person, region=region, born="12/04/1979"))

    assert found() == {}


def test_the_next_kelurahan_sees_nothing_of_it(tmp_path):
    compared(tmp_path, a_line(a_person("SULASTRI"), alive="MENINGGAL"))

    with acting(an_operator(NGRONGGO, permissions=("padan.view",))):
        assert not Finding.objects.exists()
    with acting(an_operator(BAWANG, permissions=("padan.view",))):
        assert Finding.objects.count() == 1


def test_who_may_not_compare_is_refused(tmp_path):
    operator = an_operator(BAWANG)

    for act in (
        lambda: snapshots.refresh_mirror(by=operator, at=AT),
        lambda: snapshots.receive([an_extract(tmp_path)], as_of=AT.date(), by=operator, at=AT),
        lambda: runs.compare(by=operator, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_without_an_extract_there_is_nothing_to_compare_with():
    snapshots.refresh_mirror(by=OFFICE, at=AT)

    with pytest.raises(Refused, match="Terima dahulu data kependudukan"):
        runs.compare(by=OFFICE, at=AT)


def test_only_the_two_newest_of_each_side_are_kept_and_nobody_else_on_the_machine_reads_them(tmp_path):
    person = a_person("SULASTRI")
    for month in "abcd":
        compared(tmp_path, a_line(person, name=f"SULASTRI {month}"), name=f"{month}.csv")

    kept = sorted(int(one.name) for one in (tmp_path / "data" / "padan" / "population").iterdir())
    with acting(SYSTEM):
        left = Snapshot.objects.filter(kind="population", removed_at=None).order_by("pk").values_list("pk", flat=True)
        assert list(left) == kept
    assert len(kept) == 2
    assert (tmp_path / "data" / "padan").stat().st_mode & 0o077 == 0
