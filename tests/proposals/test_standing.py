"""Where the month stands: what waits for whom, who is behind, a reminder, six numbers and a map, a recap."""

import io
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from python_calamine import CalamineWorkbook

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed
from kesos.foundation.small_cells import hidden_below, shown
from kesos.notices.models import Notice
from kesos.proposals.models import MonthFigure
from kesos.proposals.queries import city, indicators, standing
from kesos.proposals.queries.recap import recap
from kesos.proposals.services import deliberate, freeze_month
from kesos.proposals.services.remind import remind
from tests.access.world import an_official
from tests.proposals.test_month import through_the_deliberation
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import (
    BAWANG,
    HEAD,
    KEDIRI,
    LURAH,
    NEXT_OPERATOR,
    NGRONGGO,
    OPERATOR,
    a_draft,
    a_known_family,
    matched,
    official,
    on,
    submitted,
)

NOVEMBER = "/periode/3571/2026-11/"
KADIS = official("KADIS", KEDIRI, 301, "summary.view", "period.remind", "period.view")
MAYOR = official("KEPALA_DAERAH", KEDIRI, 302, "summary.view", "period.view")
VILLAGE_HEAD = official("LURAH", BAWANG, 111, "summary.view")
NEXT_CITY = official("KADIS", "3506", 303, "summary.view", "period.remind")
BEHIND = "Kelurahan yang tertinggal"


def a_month_with_one_behind(november):
    """Bawang has decided and carried out; a family of Bangsal waits without a deliberation."""
    through_the_deliberation(november)
    waiting = submitted(
        a_draft(november, a_known_family("KASIATUN", region=NGRONGGO), by=NEXT_OPERATOR), by=NEXT_OPERATOR
    )
    matched(waiting)
    return waiting


def many_of(november, number, region=BAWANG, by=OPERATOR):
    for n in range(number):
        a_draft(november, a_known_family(f"WARGA {n}", region=region), by=by, region=region)


def by_name(period, actor=KADIS):
    return {each.name: each for each in standing.villages(actor, period)}


@pytest.mark.requirement("K-04")
def test_the_head_sees_on_one_page_what_waits_for_whom_and_who_is_behind(november, monkeypatch):
    a_month_with_one_behind(november)
    at_the_time(monkeypatch, on(15))

    page = visit(KADIS, NOVEMBER + "posisi/")

    for told in (
        "3 usulan dari 2 kelurahan", "Supervisor", "memeriksa", "mengadakan musyawarah", "Bangsal",
        "1 usulan tanpa berita acara atau SPTJM", "batas unggah berita acara", "sudah lewat",
        "Ingatkan kelurahan yang tertinggal",
    ):  # fmt: skip
        assert told.casefold() in page.text.casefold()
    assert "SULASTRI" not in page
    assert "KASIATUN" not in page


def test_nobody_is_behind_before_the_day_is_over(november, monkeypatch):
    a_month_with_one_behind(november)
    at_the_time(monkeypatch, on(14))

    assert "Tidak ada yang tertinggal" in visit(KADIS, NOVEMBER + "posisi/")


def test_progress_is_counted_kelurahan_by_kelurahan(november):
    a_month_with_one_behind(november)

    found = by_name(november)

    bawang, ngronggo = found["Bawang"], found["Bangsal"]
    assert (bawang.proposed, bawang.matched, bawang.deliberated, bawang.has_minutes, bawang.carried_out) == (
        2, 2, 2, True, True,
    )  # fmt: skip
    assert (ngronggo.proposed, ngronggo.matched, ngronggo.deliberated, ngronggo.has_minutes) == (1, 1, 0, False)
    assert (bawang.step, ngronggo.step, found["Tinalan"].step) == (4, 2, 1)


def test_minutes_not_carried_out_and_drafts_left_open_are_told_too(november):
    from tests.proposals.test_web_deliberations import two_waiting
    from tests.proposals.world import minutes, sign_and_upload

    first, second = two_waiting(november)
    held = minutes(november)
    deliberate.note_decisions(deliberation=held, agreed=[first.pk, second.pk], refused={}, by=OPERATOR, at=on(9))
    sign_and_upload(held)
    a_draft(november, a_known_family("YATEMI", region=NGRONGGO), by=NEXT_OPERATOR, region=NGRONGGO)

    told = standing.behind(standing.villages(KADIS, november), november, today=date(2026, 11, 12))

    assert [(each.village.name, each.what) for each in told] == [
        ("Bawang", "berita acara ada, 2 keputusan belum dijalankan"),
        ("Bangsal", "1 usulan belum selesai diajukan"),
    ]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("path", ["posisi/", "kota/", "rekap/", "rekap/unduh/", "ingatkan/"])
def test_the_next_city_finds_nothing(november, path):
    answer = visit(NEXT_CITY, NOVEMBER + path, {} if path == "ingatkan/" else None)

    assert answer.status == 404


@pytest.mark.requirement("X-02")
def test_a_village_head_sees_the_own_village_alone_and_no_city(november):
    a_month_with_one_behind(november)

    page = visit(VILLAGE_HEAD, NOVEMBER + "posisi/")

    assert "Bawang" in page
    assert "Bangsal" not in page
    assert "Bangsal" not in visit(VILLAGE_HEAD, NOVEMBER + "rekap/")
    assert visit(VILLAGE_HEAD, NOVEMBER + "kota/").status == 404


def test_whoever_sees_no_citizen_still_sees_the_counts(november):
    a_month_with_one_behind(november)
    summary = official("SEKDA", KEDIRI, 304, "summary.view")
    bare = type(summary)(user_id=304, name="Sekda", grants=frozenset({("summary.view", KEDIRI)}))

    with acting(bare):
        assert sum(each.proposed for each in standing.villages(bare, november)) == 3


def test_the_late_are_reminded_once_a_day(november):
    a_month_with_one_behind(november)
    for name, role, area in (
        ("lurah.ng", "LURAH", NGRONGGO),
        ("op.ng", "OP_DESA", NGRONGGO),
        ("lurah.bw", "LURAH", BAWANG),
    ):
        an_official(name, role, area)

    first = remind(period=november, by=KADIS, at=on(15))
    again = remind(period=november, by=KADIS, at=on(15, 15))
    tomorrow = remind(period=november, by=KADIS, at=on(16))

    assert (first, again, tomorrow) == ((1, 2), (1, 0), (1, 2))
    with acting(SYSTEM):
        told = Notice.objects.order_by("pk").first()
    assert told.subject == "Kelurahan Bangsal tertinggal, periode November 2026"
    assert "1 usulan tanpa berita acara" in told.body
    assert "KASIATUN" not in told.body


def test_only_who_may_reminds(november):
    with pytest.raises(NotAllowed):
        remind(period=november, by=LURAH, at=on(15))
    with pytest.raises(NotAllowed):
        remind(period=november, by=NEXT_CITY, at=on(15))


@pytest.mark.requirement("K-04")
def test_the_mayor_sees_six_numbers_and_a_map_that_is_a_table_too(november):
    a_month_with_one_behind(november)

    page = visit(MAYOR, NOVEMBER + "kota/")

    for name, number in (
        ("Diusulkan", 3), ("Diputus", 2), ("Diperiksa", 0), ("Menunggu", 2), ("Berita acara", 1), ("Selesai", 0)
    ):  # fmt: skip
        assert f'<span class="tile-name">{name}</span><span class="tile-number">{number}</span>' in page
    assert "<title>Bawang: berita acara ada</title>" in page
    assert "<title>Bangsal: diusulkan</title>" in page
    assert '<th role="rowheader" scope="row">Bawang</th><td role="cell">berita acara ada</td>' in page


def test_the_map_of_counts_shows_no_small_number(november):
    many_of(november, 3)
    many_of(november, 7, NGRONGGO, NEXT_OPERATOR)

    page = visit(MAYOR, NOVEMBER + "kota/", lihat="usulan")

    assert "<title>Bawang: usulan: <5</title>" in page
    assert "<title>Bangsal: usulan: tersamar</title>" in page  # with the total, its number would tell Bawang's
    assert "disamarkan" in page


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [([0, 0], set()), ([3, 9, 7], {0, 2}), ([3, 2, 9], {0, 1}), ([5, 6], set()), ([4], {0}), ([0, 1, 0], {0, 1, 2})],
)
def test_a_single_small_number_hides_the_next_one_so_that_the_total_gives_nothing_away(counts, hidden):
    assert hidden_below(5).places(counts) == hidden
    assert shown(4, least=5) == "<5"
    assert shown(0, least=5) == "0"


@pytest.mark.requirement("K-34")
def test_the_recap_hides_small_numbers_and_tells_what_each_measure_means(november):
    many_of(november, 6)
    many_of(november, 2, NGRONGGO, NEXT_OPERATOR)

    page = visit(KADIS, NOVEMBER + "rekap/")

    assert "Angka sementara" in page
    assert "<5" in page.raw or "&lt;5" in page.raw
    assert '<td role="cell" class="number"><span class="phone">Diusulkan </span>6</td>' not in page
    assert "tersamar" in page
    assert "<strong>8</strong>" in page
    assert "Usulan yang ditolak karena keluarganya tergolong mampu." in page
    assert "WARGA 1" not in page


@pytest.mark.requirement("K-34")
def test_a_closed_month_keeps_its_figures_whatever_comes_after(november):
    a_month_with_one_behind(november)
    new = freeze_month.freeze(period=november, at=on(30))
    before = recap(KADIS, november, least=1)
    many_of(november, 2)

    again = freeze_month.freeze(period=november, at=on(30))
    after = recap(KADIS, november, least=1)

    assert new > 0
    assert (before.is_frozen, before.lines) == (True, after.lines)
    assert indicators.live(november)["usulan"][BAWANG] == 4
    assert indicators.frozen(november)["usulan"][BAWANG] == 2
    assert again == 0


@pytest.mark.parametrize("change", ["update proposals_monthfigure set value = 9", "delete from proposals_monthfigure"])
def test_the_database_lets_nothing_change_a_frozen_figure(november, change):
    a_month_with_one_behind(november)
    freeze_month.freeze(period=november, at=on(30))

    with acting(SYSTEM), pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(change)


def test_a_figure_is_kept_once_and_never_below_nothing(november):
    line = {"period": november, "region_code": BAWANG, "code": "usulan", "frozen_at": on(30)}
    with acting(SYSTEM):
        MonthFigure.objects.create(value=1, **line)

        for odd in ({"value": 2}, {"value": -1, "code": "lain"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                MonthFigure.objects.create(**line | odd)


def test_another_part_joins_the_register_of_indicators(november, monkeypatch):
    monkeypatch.setattr(indicators, "_KNOWN", dict(indicators._KNOWN))
    joined = indicators.Indicator(
        "diganti", "Diganti", "Tempat yang berpindah.", "select '3571031009', 12", in_recap=True
    )

    indicators.register(joined)
    indicators.register(joined)

    assert recap(KADIS, november, least=5).lines == [
        (BAWANG, "Bawang", ["0"] * (len(recap(KADIS, november, least=5).columns) - 1) + ["12"])
    ]
    with pytest.raises(ValueError, match="two indicators"):
        indicators.register(indicators.Indicator("diganti", "Lain", "", ""))


def test_the_recap_leaves_as_excel_with_the_same_hidden_numbers(november):
    many_of(november, 2)

    with acting(KADIS):
        from django.test import RequestFactory

        from kesos.proposals.web import recap_views

        request = RequestFactory().get("/")
        request.actor = KADIS
        answer = recap_views.file(request, "3571", "2026-11")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("Data").to_python()
    assert rows[0][:3] == ["Kode wilayah", "Kelurahan/desa", "Diusulkan"]
    assert rows[1][:3] == [BAWANG, "Bawang", "<5"]


@pytest.mark.parametrize(("path", "actor"), [("/bulan-ini/", KADIS), ("/kota/", MAYOR)])
def test_the_link_leads_to_the_newest_month(november, path, actor):
    answer = visit(actor, path)

    assert answer.where == NOVEMBER + ("posisi/" if path == "/bulan-ini/" else "kota/")


def test_totals_count_kelurahan_that_propose(november):
    a_month_with_one_behind(november)

    told = city.totals(standing.villages(MAYOR, november))

    assert (told.villages, told.with_minutes, told.waiting) == (2, 1, 2)
    assert HEAD.user_id == KADIS.user_id
