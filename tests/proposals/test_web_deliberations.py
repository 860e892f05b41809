"""The deliberation on its page: called, papers, every family decided, signed, uploaded, carried out."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Deliberation, Period, Proposal
from kesos.proposals.services import deliberate, periods
from tests.files.uploads import PDF, photo
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import (
    LURAH,
    NEXT_LURAH,
    NEXT_OPERATOR,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    matched,
    minutes,
    on,
    state,
    submitted,
)

HELD = "/musyawarah/3571031009/2026-11-09/"


def two_waiting(november):
    found = [submitted(a_draft(november, a_known_family(name))) for name in ("SULASTRI", "PAIJAN")]
    matched(*found)
    return found


def pdf(name="berkas.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def called(at):
    with acting(SYSTEM):
        period = Period.objects.get()
    deliberate.schedule(
        period=period, region_code="3571031009", held_on=date(2026, 11, 9), place="Balai kelurahan", by=LURAH, at=at
    )


def held_state():
    with acting(SYSTEM):
        return Deliberation.objects.select_related("case").get().case.state


def test_the_lurah_calls_a_deliberation_and_lands_on_its_page(november):
    sent = {
        "kelurahan": "3571031009", "tanggal_tanggal": "9", "tanggal_bulan": "11", "tanggal_tahun": "2026",
        "tempat": "Balai kelurahan",
    }  # fmt: skip

    answer = visit(LURAH, "/musyawarah/jadwalkan/", sent)

    assert answer.where == HELD
    assert "Balai kelurahan" in visit(LURAH, HELD)
    assert "Bawang" in visit(SUPERVISOR, "/musyawarah/")
    assert "Balai kelurahan" in visit(SUPERVISOR, HELD)  # by an area wider than one kelurahan


@pytest.mark.parametrize("odd", [{"tempat": " "}, {"tanggal_tanggal": "31"}, {"kelurahan": "3571031001"}])
def test_a_call_without_place_day_or_in_another_village_is_refused_in_words(november, odd):
    sent = {
        "kelurahan": "3571031009", "tanggal_tanggal": "9", "tanggal_bulan": "11", "tanggal_tahun": "2026",
        "tempat": "Balai kelurahan", **odd,
    }  # fmt: skip

    answer = visit(LURAH, "/musyawarah/jadwalkan/", sent)

    assert answer.status == 409
    assert 'role="alert"' in answer
    with acting(SYSTEM):
        assert not Deliberation.objects.exists()


def test_a_second_call_is_refused_in_words_and_the_first_can_be_called_off_on_its_page(november):
    called(on(5))
    sent = {
        "kelurahan": "3571031009", "tanggal_tanggal": "10", "tanggal_bulan": "11", "tanggal_tahun": "2026",
        "tempat": "Balai kelurahan",
    }  # fmt: skip

    second = visit(LURAH, "/musyawarah/jadwalkan/", sent)
    page = visit(LURAH, HELD)
    off = visit(LURAH, HELD + "langkah/", {"langkah": "batalkan", "alasan": "Balai kebanjiran"})
    third = visit(LURAH, "/musyawarah/jadwalkan/", sent)

    assert second.status == 409
    assert "sudah dijadwalkan pada 9 November 2026 dan belum selesai" in second
    assert "Batalkan musyawarah</button>" in page
    assert "Alasan dibatalkan" in page
    assert off.where == HELD
    assert third.where == "/musyawarah/3571031009/2026-11-10/"


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("path", ["", "berkas/", "keputusan/", "langkah/", "jalankan/"])
def test_the_next_kelurahan_finds_no_deliberation(november, path):
    two_waiting(november)
    minutes(november)
    actor = NEXT_OPERATOR if path == "keputusan/" else NEXT_LURAH

    answer = visit(actor, HELD + path, {"langkah": "mulai"} if path else None)

    assert answer.status == 404
    assert "SULASTRI" not in answer
    assert "Bawang" not in visit(NEXT_LURAH, "/musyawarah/")


@pytest.mark.requirement("K-05")
def test_from_the_call_to_the_carrying_out_by_the_pages_alone(november, monkeypatch):
    first, second = two_waiting(november)
    sent = {
        "kelurahan": "3571031009", "tanggal_tanggal": "9", "tanggal_bulan": "11", "tanggal_tahun": "2026",
        "tempat": "Balai kelurahan",
    }  # fmt: skip
    visit(LURAH, "/musyawarah/jadwalkan/", sent)
    at_the_time(monkeypatch, on(9))

    visit(LURAH, HELD + "berkas/", {"undangan": pdf(), "daftar_awal": pdf()})
    visit(LURAH, HELD + "langkah/", {"langkah": "mulai"})
    visit(
        OPERATOR,
        HELD + "berkas/",
        {"daftar_hadir": pdf(), "foto_kegiatan": SimpleUploadedFile("f.jpg", photo((600, 400)))},
    )
    said = {
        f"putusan-{first.pk}": "setuju",
        f"putusan-{second.pk}": "tolak",
        f"kode-{second.pk}": "US-07",
        f"catatan-{second.pk}": "Pindah bulan lalu",
    }
    visit(OPERATOR, HELD + "keputusan/", said)
    visit(OPERATOR, HELD + "langkah/", {"langkah": "catat_hasil"})
    visit(LURAH, HELD + "berkas/", {"tanda_tangan_musyawarah": pdf()})
    visit(LURAH, HELD + "langkah/", {"langkah": "tandatangan"})
    visit(OPERATOR, HELD + "berkas/", {"berita_acara": pdf(), "daftar_bnba": pdf()})
    visit(OPERATOR, HELD + "langkah/", {"langkah": "unggah"})
    page = visit(LURAH, HELD)
    done = visit(LURAH, HELD + "jalankan/", {})

    assert "Jalankan keputusan musyawarah" in page
    assert "Keputusan dijalankan: 1 usulan diteruskan ke dinas, 1 ditolak." in done
    assert (state(first), state(second)) == ("DIVERIFIKASI", "DITOLAK_MUSKEL")
    again = visit(LURAH, HELD + "jalankan/", {})
    assert "0 usulan diteruskan" in again


def test_a_deliberation_before_its_day_begins_only_when_that_is_said(november, monkeypatch):
    called(on(5))
    visit(LURAH, HELD + "berkas/", {"undangan": pdf(), "daftar_awal": pdf()})
    at_the_time(monkeypatch, on(8, 23))

    page = visit(LURAH, HELD)
    slip = visit(LURAH, HELD + "langkah/", {"langkah": "mulai"})
    after_the_slip = held_state()
    meant = visit(LURAH, HELD + "langkah/", {"langkah": "mulai", "lebih_awal": "ya"})

    assert "Harinya belum tiba" in page
    assert slip.status == 409
    assert "dijadwalkan 09-11-2026, dan hari itu belum tiba" in slip
    assert after_the_slip == "DIJADWALKAN"
    assert meant.where == HELD
    assert held_state() == "BERLANGSUNG"


def test_on_its_day_a_deliberation_begins_without_a_question(november, monkeypatch):
    called(on(5))
    visit(LURAH, HELD + "berkas/", {"undangan": pdf(), "daftar_awal": pdf()})
    at_the_time(monkeypatch, on(9, 8) - timedelta(hours=7))  # one in the night, and in UTC still the day before

    page = visit(LURAH, HELD)
    visit(LURAH, HELD + "langkah/", {"langkah": "mulai"})

    assert "Harinya belum tiba" not in page
    assert held_state() == "BERLANGSUNG"


def test_the_missing_papers_are_told_before_the_day_is(november, monkeypatch):
    called(on(5))
    at_the_time(monkeypatch, on(5))

    answer = visit(LURAH, HELD + "langkah/", {"langkah": "mulai"})

    assert "hari itu belum tiba" not in answer
    assert "undangan" in answer


def test_a_family_left_out_or_refused_without_code_is_said_and_the_rest_is_kept_as_typed(november):
    first, second = two_waiting(november)
    minutes(november)

    left = visit(
        OPERATOR, HELD + "keputusan/", {f"putusan-{first.pk}": "setuju", f"catatan-{first.pk}": "layak sekali"}
    )
    bare = visit(OPERATOR, HELD + "keputusan/", {f"putusan-{first.pk}": "setuju", f"putusan-{second.pk}": "tolak"})

    assert "Masih ada 1 usulan tanpa keputusan." in left
    assert 'value="layak sekali"' in left
    assert "1 keluarga ditolak tanpa kode alasan." in bare
    with acting(SYSTEM):
        assert not Proposal.objects.exclude(is_agreed=None).exists()


def test_a_step_without_its_papers_is_closed_and_says_which(november):
    two_waiting(november)
    minutes(november)

    page = visit(OPERATOR, HELD)
    forced = visit(OPERATOR, HELD + "langkah/", {"langkah": "catat_hasil"})

    assert 'id="langkah-catat_hasil-sebab"' in page
    assert forced.status == 409
    assert "Berkas belum ada: keputusan untuk setiap keluarga." in forced


def test_nothing_is_carried_out_before_the_minutes_are_there(november):
    two_waiting(november)
    minutes(november)

    answer = visit(LURAH, HELD + "jalankan/", {})

    assert answer.status == 409
    assert "Berita acara atau SPTJM belum diunggah." in answer


def test_the_operator_may_not_carry_out(november):
    two_waiting(november)
    minutes(november)

    assert visit(OPERATOR, HELD + "jalankan/", {}).status == 403


@pytest.mark.parametrize("day", ["2026-13-01", "kemarin", "2026-11-10"])
def test_a_day_without_a_deliberation_is_not_found(november, day):
    minutes(november)

    assert visit(LURAH, f"/musyawarah/3571031009/{day}/").status == 404


def test_the_deliberations_of_an_earlier_month_are_found_by_choosing_it(november):
    visit(
        LURAH, "/musyawarah/jadwalkan/",
        {"kelurahan": "3571031009", "tanggal_tanggal": "9", "tanggal_bulan": "11", "tanggal_tahun": "2026",
         "tempat": "Balai kelurahan"},
    )  # fmt: skip
    periods.open_period(region_code="3571", month=date(2026, 12, 1), at=on(30))

    assert "Balai kelurahan" not in visit(LURAH, "/musyawarah/")
    assert "Balai kelurahan" in visit(LURAH, "/musyawarah/", periode="2026-11")
    assert "Balai kelurahan" not in visit(NEXT_LURAH, "/musyawarah/", periode="2026-11")
