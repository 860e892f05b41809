"""Who stays in which home: one open stay a person, whoever writes it; residents by file."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.institutions.models import Panti, Stay
from kesos.registry.models import Person
from kesos.workflow import hooks
from kesos.workflow.services import open_case
from tests.institutions.world import a_home, stays
from tests.registry.facts_world import NIK, OFFICER, brought, everything, said, sulastri
from tests.registry.world import AT, BAWANG, a_person, an_operator

pytestmark = pytest.mark.django_db

HEAD = "PANTI,KODE_PANTI,NIK,NAMA_LENGKAP,JENIS_KELAMIN,TANGGAL_LAHIR,MASUK\n"
HERE = f"PPSLU Bisma Upakara,PSTW-01,{NIK},SULASTRI,P,12/04/1979,2025-02-01\n"


@pytest.mark.requirement("J-09")
def test_a_resident_has_a_home_and_a_day(tmp_path):
    person, _ = sulastri()
    home = a_home()

    run = brought(tmp_path, "panti", HEAD + HERE)
    again = brought(tmp_path, "panti", HEAD + HERE)

    assert (run.counts, again.counts) == ({"new": 1}, {"same": 1})
    with acting(OFFICER):
        one = Stay.objects.get()
        assert (one.person_id, one.panti_id, one.from_on, one.to_on) == (person.pk, home.pk, date(2025, 2, 1), None)


def test_a_resident_nobody_knew_lives_in_the_home(tmp_path):
    a_home()

    run = brought(tmp_path, "panti", HEAD + HERE + "PPSLU,pstw-01,,MBAH SURO,L,,2025-02-01\n")

    assert run.counts == {"new": 2}
    with acting(OFFICER):
        assert {(one.nik, one.no_nik_reason, one.region_id) for one in Person.objects.all()} == {
            (NIK, None, BAWANG), (None, "unknown", BAWANG),
        }  # fmt: skip


def test_a_home_named_for_the_first_time_is_written_down_where_the_file_says(tmp_path):
    sulastri()
    head, row = HEAD.replace("\n", ",KODE_WILAYAH\n"), HERE.replace("\n", f",{BAWANG}\n")

    run = brought(tmp_path, "panti", head + row)

    assert said(run, "warnings") == {2: "PANTI_NEW"}
    with acting(SYSTEM):
        assert Panti.objects.values_list("code", "name", "region_id").get() == (
            "PSTW-01", "PPSLU Bisma Upakara", BAWANG,
        )  # fmt: skip


def test_wrong_rows_stay_out_with_a_sentence(tmp_path):
    sulastri()
    other = a_person("PAIMAN", sex="L", born=date(1950, 1, 15))
    dead = a_person("SITI", died_on=date(2026, 1, 1))
    home = a_home()
    a_home("PSBN-02", name="Panti netra")
    stays(other, home)
    before = everything(Stay, Panti)
    row = "{home},{code},{nik},{name},P,,{day}"
    rows = {
        row.format(home="", code="", nik=NIK, name="SULASTRI", day="2025-02-01"): "PANTI_BLANK",
        row.format(home="X", code="?", nik=NIK, name="SULASTRI", day="2025-02-01"): "PANTI_WRONG",
        row.format(home="", code="PSX-09", nik=NIK, name="SULASTRI", day="2025-02-01"): "PANTI_UNKNOWN",
        row.format(home="X", code="PSTW-01", nik=NIK, name="SULASTRI", day="kemarin"): "FROM_UNREADABLE",
        row.format(home="X", code="PSBN-02", nik=other.nik, name="PAIMAN", day="2026-02-01"): "STAY_ELSEWHERE",
        row.format(home="X", code="PSBN-02", nik=dead.nik, name="SITI", day="2025-02-01"): "DIED",
    }

    run = brought(tmp_path, "panti", HEAD + "\n".join(rows) + "\n")

    assert said(run) == dict(enumerate(rows.values(), 2))
    assert everything(Stay, Panti) == before


def test_a_resident_named_in_two_homes_stays_in_the_first(tmp_path):
    sulastri()
    a_home()
    a_home("PSBN-02", name="Panti netra")

    run = brought(tmp_path, "panti", HEAD + HERE + HERE.replace("PSTW-01", "PSBN-02"))

    assert (run.counts, said(run)) == ({"new": 1, "faulty": 1}, {3: "STAY_TWICE"})


def test_the_next_home_follows_on_the_day_of_leaving(tmp_path):
    person, _ = sulastri()
    a_home()
    a_home("PSBN-02", name="Panti netra")
    head = HEAD.replace("\n", ",KELUAR\n")
    brought(tmp_path, "panti", HEAD + HERE)

    run = brought(
        tmp_path, "panti",
        head + HERE.replace("\n", ",2026-03-01\n"),
    )  # fmt: skip
    then = brought(tmp_path, "panti", HEAD + HERE.replace("PSTW-01", "PSBN-02").replace("2025-02-01", "2026-03-01"))

    assert (run.counts, then.counts) == ({"changed": 1}, {"new": 1})
    with acting(OFFICER):
        assert person.stays.filter(to_on=None).get().panti.code == "PSBN-02"


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (date(2026, 1, 1), None, "stay_one_open"),
        (date(2024, 1, 1), date(2025, 6, 1), "stay_in_one_place"),
        (date(2026, 1, 1), date(2025, 1, 1), "stay_order|range lower bound"),
    ],
)
def test_the_database_lets_nobody_stay_in_two_homes(since, until, why):
    person, _ = sulastri()
    stays(person, a_home())
    other = a_home("PSBN-02", name="Panti netra")

    with pytest.raises(Exception, match=why), transaction.atomic():
        stays(person, other, since=since, until=until)


@pytest.mark.parametrize("code", ["pstw 1", "", "?"])
def test_the_code_of_a_home_is_plain(code):
    with pytest.raises(IntegrityError, match="panti_code"), transaction.atomic():
        a_home(code)


def test_the_next_kelurahan_sees_no_stay():
    person, _ = sulastri()
    stays(person, a_home())

    with acting(an_operator("3571031001")):
        assert not Stay.objects.exists()


def test_nobody_moves_into_a_full_home():
    person, _ = sulastri()
    full, roomy = a_home(capacity=1), a_home("PSBN-02", name="Panti netra")
    stays(person, full)
    with acting(SYSTEM):
        cases = [
            open_case(flow="kasus_panti", region_code=BAWANG, holder=holder, by=SYSTEM, at=AT).pk
            for holder in (f"institution:{full.pk}", f"institution:{roomy.pk}", "institution:0")
        ]

    refused = hooks.refused_by("tempat_tersedia", cases, AT)

    assert set(refused) == {cases[0], cases[2]}
    assert refused[cases[0]].startswith("PPSLU Bisma Upakara penuh: 1 tempat")
