"""Recap and list on the screen, on paper, as files and for programs; counting again."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.insight.services.refresh import refresh
from kesos.jobs.models import JobRun
from kesos.registry.models import PpksRecord
from tests.access.world import an_official
from tests.api.world import a_program
from tests.insight.world import BAWANG, KEDIRI, MOJOROTO, NGRONGGO, a_household, receives
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db
RECAP, LIST = reverse("insight:recap"), reverse("insight:standing")


def a_client(role: str, area: str):
    return signed_in(an_official(f"{role}.{area}".lower(), role, area))


@pytest.fixture
def region():
    for place, number in ((BAWANG, 6), (NGRONGGO, 2), (MOJOROTO, 7)):
        a_household(place, people=number, listed="dtsen", decile=1)
    refresh(at=timezone.now())


def text(response) -> str:
    return response.content.decode()


@pytest.mark.requirement("J-24")
def test_the_recap_says_when_it_was_counted_and_leads_down(region):
    client = a_client("DINSOS_PROV", "35")

    province, city = client.get(RECAP), client.get(RECAP, {"wilayah": KEDIRI})
    district = client.get(RECAP, {"wilayah": "357103", "rekap": "desil"})

    assert "Dihitung" in text(province)
    assert f"wilayah={KEDIRI}" in text(province)
    assert "wilayah=357103" in text(city)
    assert "Bangsal" in text(district)
    assert "Desil 1" in text(district)


def test_many_types_are_a_list_first_and_one_of_them_stands_by_place(region):
    _, (person,) = a_household(BAWANG)
    with acting(SYSTEM):
        for n in (8, 9, 10, 13, 14, 15, 16, 17, 18):
            PpksRecord.objects.create(
                person=person, type=f"PPKS-{n:02d}", from_on=date(2026, 1, 1), source=person.source
            )
    refresh(at=timezone.now())
    client = a_client("DINSOS_PROV", "35")

    whole = client.get(RECAP, {"wilayah": KEDIRI, "rekap": "ppks"})
    one = client.get(RECAP, {"wilayah": KEDIRI, "rekap": "ppks", "jenis": "ppks.PPKS-08"})

    assert "Pilih satu jenis" in text(whole)
    assert "jenis=ppks.PPKS-08" in text(whole)
    assert "Pesantren" in text(one)
    assert "Pesantren" not in text(whole)


@pytest.mark.requirement("J-03")
def test_the_pillars_stand_on_the_screen_by_place_and_by_month_and_in_the_file(region):
    _, (person,) = a_household(BAWANG)
    receives(person, "PKH")
    refresh(at=timezone.now())
    client = a_client("DINSOS_PROV", "35")

    by_place = client.get(RECAP, {"wilayah": KEDIRI, "rekap": "pilar"})
    by_month = client.get(RECAP, {"wilayah": KEDIRI, "rekap": "pilar", "menurut": "bulan"})
    taken = client.get(
        reverse("insight:recap_file"), {"wilayah": KEDIRI, "rekap": "pilar", "menurut": "bulan", "sebagai": "csv"}
    )

    assert "Jaminan sosial" in text(by_place)
    assert "bulan demi bulan" in text(by_month)
    assert text(taken).splitlines()[1] == "Jaminan sosial;1"


def test_before_the_first_count_the_page_says_so_and_hands_out_no_file():
    client = a_client("KADIS", KEDIRI)

    assert "Belum pernah dihitung" in text(client.get(RECAP))
    assert client.get(reverse("insight:recap_file")).status_code == 302


def test_another_place_and_an_odd_one_are_not_found(region):
    client = a_client("OP_DESA", NGRONGGO)

    for place in (BAWANG, "357103", "35", "99", "abc", "357"):
        assert client.get(RECAP, {"wilayah": place}).status_code == 404, place
    assert client.get(RECAP, {"rekap": "x", "bulan": "2031-99"}).status_code == 200


@pytest.mark.requirement("J-53")
def test_what_is_shown_can_be_taken_away_with_the_moment_it_was_counted(region):
    client, address = a_client("DINSOS_PROV", "35"), reverse("insight:recap_file")

    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(address, {"wilayah": KEDIRI}).content))
    table = text(client.get(address, {"wilayah": KEDIRI, "sebagai": "csv"}))
    sheet, notes = (book.get_sheet_by_index(n).to_python() for n in (0, 1))

    assert [row[:3] for row in sheet[1:]] == [
        ["357101", "Mojoroto", 7],
        ["357103", "Pesantren", 8],
        [KEDIRI, "Jumlah", 15],
    ]
    assert any("Data per" in str(row[0]) for row in notes), notes
    assert len(table.splitlines()) == 4


def test_the_mayor_reads_small_numbers_on_no_page_and_in_no_file(region):
    client = a_client("KEPALA_DAERAH", KEDIRI)

    assert "tersamar" in text(client.get(RECAP, {"wilayah": "357103"}))
    taken = client.get(reverse("insight:recap_file"), {"wilayah": "357103", "sebagai": "csv"})
    assert "tersamar" in text(taken)
    assert "Bangsal,2" not in text(taken).replace(";", ",")


def test_counting_again_is_for_who_holds_it_and_becomes_a_job(region):
    address = reverse("insight:refresh")

    assert a_client("OP_DESA", BAWANG).post(address).status_code == 403
    answer = a_client("SUPERVISOR", KEDIRI).post(address)

    assert answer.status_code == 302
    assert JobRun.objects.filter(kind="insight.refresh").count() <= 1


@pytest.mark.requirement("J-14")
def test_the_list_masks_numbers_and_is_narrowed_to_a_kelurahan(region):
    family, (head,) = a_household(BAWANG, listed="dtsen")
    refresh(at=timezone.now())
    client = a_client("OP_DINSOS", KEDIRI)

    whole, narrowed = client.get(LIST), client.get(LIST, {"wilayah": NGRONGGO})
    paper = client.get(reverse("insight:standing_print"), {"wilayah": BAWANG})

    for page in (whole, paper):
        assert reverse("registry:person", args=[head.pk]) in text(page) or page is paper
        assert as_text(head.nik) not in text(page)
        assert as_text(family.kk) not in text(page)
    assert f'"{reverse("registry:person", args=[head.pk])}"' not in text(narrowed)
    assert "WARGA 0" in text(paper)


@pytest.mark.requirement("X-09")
def test_a_family_that_is_not_listed_is_proposed_for_this_month_with_one_click():
    family, (head,) = a_household(BAWANG)
    receives(head, "PBI-JK", family=family)
    refresh(at=timezone.now())
    onward = f"{reverse('proposals:start')}?warga={head.pk}"
    operator = a_client("OP_DESA", BAWANG)

    listed = operator.get(LIST, {"daftar": "belum"})
    begun = operator.get(onward)

    assert f'href="{onward}"' in text(listed)
    assert head.full_name in text(begun)
    assert "Usulkan ke DTSEN" in text(begun)
    assert onward not in text(a_client("OP_DINSOS", KEDIRI).get(LIST, {"daftar": "belum"}))
    assert head.full_name not in text(a_client("OP_DESA", NGRONGGO).get(LIST, {"daftar": "belum"}))


@pytest.mark.requirement("J-14")
def test_a_listed_family_without_aid_is_proposed_for_aid_with_one_click(region):
    page = a_client("OP_DESA", BAWANG).get(LIST)

    assert reverse("proposals:aid_start") in text(page)


def test_the_file_of_the_list_is_asked_for_with_a_purpose(region):
    client, address = a_client("OP_DINSOS", KEDIRI), reverse("insight:standing_export")

    assert client.post(address, {"purpose": "ada"}).status_code == 422
    assert client.post(f"{address}?wilayah={BAWANG}", {"purpose": "Musyawarah kelurahan"}).status_code == 302


def test_a_program_reads_both_page_by_page(region):
    program = a_program("DINSOS_PROV", "35")

    first = program.get(f"/recaps?within={KEDIRI}&limit=1").json()
    second = program.get(f"/recaps?within={KEDIRI}&limit=1&cursor={first['next']}").json()
    families = program.get("/standing-families?limit=2").json()

    assert [page["items"][0]["region_code"] for page in (first, second)] == ["357101", "357103"]
    assert first["items"][0]["numbers"][0]["number"] == 7
    assert second["next"] is None
    assert [each["region_code"] for each in families["items"]] == [MOJOROTO, NGRONGGO]
    assert "•" in families["items"][0]["kk"]
    assert len(program.get(f"/standing-families?cursor={families['next']}").json()["items"]) == 1


def test_a_program_is_told_when_a_month_was_never_counted():
    answer = a_program("DINSOS_PROV", "35").get("/recaps")

    assert answer.status_code == 409
    assert answer.json()["code"] == "not_counted"
