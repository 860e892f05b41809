"""Aid of a month in numbers: who should not have had it, who waits, what is double, who followed; by programme."""

import io
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.services import replace
from kesos.proposals.models import MonthFigure
from kesos.proposals.queries import indicators, programme_recap
from kesos.proposals.queries.aid_indicators import AID
from kesos.proposals.queries.recap import measures
from kesos.proposals.services import freeze_month
from kesos.registry.models import Enrolment
from tests.programmes import checking
from tests.programmes.world import (
    AT,
    a_left_place,
    a_listed_family,
    a_quota,
    a_recipient,
    a_succession,
    enrolled,
    waiting,
)
from tests.programmes.world import HEAD as HEAD_OF_AID
from tests.proposals.test_aid import CENTRAL, LOCAL, submitted
from tests.proposals.visiting import visit
from tests.proposals.world import BAWANG, KEDIRI, NGRONGGO, official, on

pytestmark = pytest.mark.django_db
NOVEMBER = "/periode/3571/2026-11/"
KADIS = official("KADIS", KEDIRI, 301, "summary.view", "period.view")
MAYOR = official("KEPALA_DAERAH", KEDIRI, 302, "summary.view", "period.view")
VILLAGE_HEAD = official("LURAH", BAWANG, 111, "summary.view")
NEXT_VILLAGE_HEAD = official("LURAH", NGRONGGO, 112, "summary.view")
NEXT_CITY = official("KADIS", "3506", 303, "summary.view")


def told(november, *, least=1, by=KADIS):
    return {each.code: value for each, value in measures(by, november, AID, least=least)}


def of_programme(november, programme, *, by=KADIS, least=1):
    found = programme_recap.recap(by, november, chosen=programme, least=least)
    return {line.code: line.numbers for line in found.places}


@pytest.mark.requirement("K-34")
def test_whoever_was_found_unfit_and_stopped_is_counted_and_whoever_is_only_suspected_is_not(november):
    checking.approved(a_recipient())
    checking.said_unfit(a_recipient())

    assert told(november)["bantuan_tidak_layak"] == "1"


@pytest.mark.requirement("K-34")
def test_the_entitled_who_wait_and_the_empty_places_are_counted(november):
    waiting(LOCAL)
    waiting(LOCAL, region=NGRONGGO)
    placed = waiting(LOCAL)
    with acting(SYSTEM):
        type(placed).objects.filter(pk=placed.pk).update(left_at=AT, left_as="placed")
    a_left_place()

    found = told(november)

    assert (found["bantuan_menunggu"], found["bantuan_kosong"]) == ("2", "1")


@pytest.mark.requirement("K-34")
@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [("PKH", "PERMAKANAN", "1"), ("PKH", "SEMBAKO", "0"), ("PKH", "PKH", "1")],
    ids=["excluding", "allowed_together", "the_same_twice_in_a_family"],
)
def test_a_family_with_what_may_not_be_held_together_is_counted_once(november, first, second, counted):
    family, person = a_listed_family()
    with acting(SYSTEM):
        other = family.memberships.exclude(person=person).get().person
    enrolled(family, person, first)
    enrolled(family, person if first != second else other, second)

    assert told(november)["bantuan_ganda"] == counted


def test_doubles_are_kept_by_day_counted_again_at_night_and_exact_when_the_month_is_frozen(november):
    def a_double():
        family, person = a_listed_family()
        enrolled(family, person, "PKH")
        enrolled(family, person, "PERMAKANAN")

    a_double()
    first = told(november)["bantuan_ganda"]
    a_double()
    by_day = told(november)["bantuan_ganda"]
    indicators.keep_anew(since=november.month)
    by_night = told(november)["bantuan_ganda"]
    a_double()
    freeze_month.freeze(period=november, at=on(30))

    assert (first, by_day, by_night, told(november)["bantuan_ganda"]) == ("1", "1", "2", "3")


@pytest.mark.requirement("K-34")
def test_replaced_places_and_the_days_it_took_are_counted(november):
    made = a_succession()

    replace.carry_out(run_id=made.plan.pk, by=HEAD_OF_AID, at=AT + timedelta(days=3))

    found = told(november)
    assert (found["bantuan_diganti"], found["bantuan_hari"], found["bantuan_kosong"]) == ("1", "3,0", "0")


@pytest.mark.requirement("K-34")
def test_what_was_replaced_in_another_month_does_not_count_for_this_one(november):
    made = a_succession()

    replace.carry_out(run_id=made.plan.pk, by=HEAD_OF_AID, at=AT + timedelta(days=30))

    found = told(november)
    assert (found["bantuan_diganti"], found["bantuan_hari"]) == ("0", "–")


@pytest.mark.requirement("K-34")
@pytest.mark.parametrize(("actor", "path"), [(KADIS, "posisi/"), (MAYOR, "kota/"), (KADIS, "rekap/")])
def test_head_and_mayor_see_them_with_their_meaning_and_small_numbers_hidden(november, actor, path):
    for _ in range(7):
        waiting(LOCAL)
    a_left_place()

    page = visit(actor, NOVEMBER + path)

    for words in ("Berhak, menunggu bantuan", "Yang disahkan untuk bantuan dan ada di daftar tunggu.", "Bantuan ganda"):
        assert words in page
    assert "<dd>7" in page.raw.replace(" ", "").replace("\n", "")
    assert "<dd>&lt;5" in page.raw.replace(" ", "").replace("\n", "")


def test_a_village_head_sees_the_own_numbers(november):
    waiting(LOCAL)
    waiting(LOCAL, region=NGRONGGO)

    assert told(november, by=VILLAGE_HEAD)["bantuan_menunggu"] == "1"


def test_the_recap_of_a_programme_counts_who_receives_is_proposed_waits_and_followed(november):
    a_quota(LOCAL, 2)
    a_recipient(LOCAL)
    waiting(LOCAL, region=NGRONGGO)
    submitted(november, LOCAL)
    succession = a_succession(LOCAL)
    replace.carry_out(run_id=succession.plan.pk, by=HEAD_OF_AID, at=AT)

    found = of_programme(november, LOCAL)

    # received: the first, and whoever followed; one more waits in Bawang, passed over
    assert found == {BAWANG: ["2", "1", "0", "1", "1"], NGRONGGO: ["0", "0", "0", "1", "0"]}


@pytest.mark.requirement("K-17")
def test_rice_stands_in_the_months_recap_beside_the_others_and_is_frozen_with_them(november):
    for _ in range(6):
        a_recipient("BAPANAS-BERAS")
    a_recipient("PKH")
    freeze_month.freeze(period=november, at=on(30))
    with acting(SYSTEM):
        Enrolment.objects.filter(programme="BAPANAS-BERAS").update(state="SELESAI", to_on=date(2026, 12, 1))

    found = programme_recap.recap(KADIS, november, chosen="BAPANAS-BERAS", least=5)
    page = visit(KADIS, NOVEMBER + "rekap/program/", program="BAPANAS-BERAS")

    assert [(line.code, line.numbers[0]) for line in found.programmes] == [("PKH", "<5"), ("BAPANAS-BERAS", "6")]
    assert (found.is_frozen, found.sums[0]) == (True, "6")
    assert "BAPANAS-BERAS menurut kelurahan" in page
    with acting(SYSTEM):
        assert MonthFigure.objects.get(code="penerima:BAPANAS-BERAS").value == 6


def test_frozen_again_nothing_is_added(november):
    a_recipient("PKH")
    freeze_month.freeze(period=november, at=on(30))
    a_recipient("SEMBAKO")

    again = freeze_month.freeze(period=november, at=on(30))

    assert again == 0
    assert not MonthFigure.objects.filter(code="penerima:SEMBAKO").exists()


def test_a_small_number_hides_the_next_one_so_that_the_sum_gives_nothing_away(november):
    for _ in range(6):
        a_recipient("PKH")
    a_recipient("PKH", region=NGRONGGO)

    found = programme_recap.recap(KADIS, november, chosen="PKH", least=5)

    assert {line.code: line.numbers[0] for line in found.places} == {BAWANG: "tersamar", NGRONGGO: "<5"}
    assert found.sums[0] == "7"


@pytest.mark.requirement("X-02")
def test_the_next_village_sees_its_own_rows_and_the_next_city_none(november):
    a_recipient("PKH")
    a_recipient(CENTRAL, region=NGRONGGO)

    page = visit(NEXT_VILLAGE_HEAD, NOVEMBER + "rekap/program/")

    assert CENTRAL in page
    assert "PKH" not in page
    for path in ("rekap/program/", "rekap/program/unduh/"):
        assert visit(NEXT_CITY, NOVEMBER + path).status == 404


def test_it_leaves_as_excel_with_the_same_hidden_numbers(november):
    a_recipient("PKH")

    answer = visit(KADIS, NOVEMBER + "rekap/program/unduh/")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("Data").to_python()
    assert rows[0] == [
        "Program", "Kode wilayah", "Kelurahan/desa", "Penerima", "Diusulkan", "Disetujui dinas", "Menunggu",
        "Digantikan",
    ]  # fmt: skip
    assert rows[1][:4] == ["PKH", BAWANG, "Bawang", "<5"]


def test_no_name_stands_in_it(november):
    a_recipient("PKH", name="SULASTRI")

    assert "SULASTRI" not in visit(KADIS, NOVEMBER + "rekap/program/")
