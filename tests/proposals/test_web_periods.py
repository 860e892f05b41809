"""The month on its page: counts, who is late, and the acts of supervisor, head and centre."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.proposals.services import deliberate, periods
from kesos.workflow.models import Paper
from tests.access.world import an_actor
from tests.files.uploads import PDF
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import (
    CENTRE,
    HEAD,
    LURAH,
    NEXT_OPERATOR,
    NGRONGGO,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    decide,
    matched,
    minutes,
    official,
    on,
    sign_and_upload,
    state,
    submitted,
)

NOVEMBER = "/periode/3571/2026-11/"


def agreed(november, *names):
    found = [submitted(a_draft(november, a_known_family(name))) for name in names]
    matched(*found)
    held = minutes(november)
    deliberate.note_decisions(deliberation=held, agreed=[p.pk for p in found], refused={}, by=OPERATOR, at=on(9, 11))
    sign_and_upload(held)
    deliberate.carry_out(deliberation=held, by=LURAH, at=on(11))
    return found


def verified(november, monkeypatch, *names):
    found = agreed(november, *names)
    periods.run_calendar(period=november, at=on(12))
    at_the_time(monkeypatch, on(15))
    visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "mulai_verifikasi"})
    for proposal in found:
        decide(proposal, "setujui", SUPERVISOR, on(15))
    return found


def sheet(*lines):
    return SimpleUploadedFile("hasil.csv", "\n".join(("Nomor usulan,Hasil,Desil,Alasan", *lines)).encode(), "text/csv")


def sent(file, **more):
    return {
        "nomor_sk": "79/HUK/2026", "tanggal_sk_tanggal": "28", "tanggal_sk_bulan": "11", "tanggal_sk_tahun": "2026",
        "berkas": file, **more,
    }  # fmt: skip


def test_the_counts_are_those_of_ones_own_sight(november):
    a_draft(november, a_known_family("SULASTRI"))
    a_draft(november, a_known_family("JAUH", region=NGRONGGO), by=NEXT_OPERATOR, region=NGRONGGO)

    assert "2 usulan dalam wilayah Anda" in visit(SUPERVISOR, NOVEMBER)
    assert "1 usulan dalam wilayah Anda" in visit(OPERATOR, NOVEMBER)


def test_villages_that_wait_for_a_deliberation_are_named_to_the_city_and_not_to_each_other(november):
    matched(submitted(a_draft(november)))
    far = a_draft(november, a_known_family("JAUH", region=NGRONGGO), by=NEXT_OPERATOR, region=NGRONGGO)
    matched(submitted(far, by=NEXT_OPERATOR))

    assert "2 kelurahan" in visit(SUPERVISOR, NOVEMBER)
    assert "belum dijadwalkan" in visit(SUPERVISOR, NOVEMBER)
    assert "Ngronggo" not in visit(OPERATOR, NOVEMBER)


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("path", ["", "langkah/", "sahkan/"])
def test_the_head_of_the_next_city_finds_no_period(november, path):
    stranger = official("KADIS", "3506", 302)

    assert visit(stranger, NOVEMBER + path, {"langkah": "kembalikan"} if path else None).status == 404


@pytest.mark.parametrize("odd", ["2026-13", "2026-1", "x", "2026-11-01", "2025-11"])
def test_a_month_that_is_none_is_not_found(november, odd):
    assert visit(SUPERVISOR, f"/periode/3571/{odd}/").status == 404


def test_the_way_to_the_period_leads_to_the_newest_of_ones_city(november):
    assert visit(OPERATOR, "/periode/").where == NOVEMBER


@pytest.mark.parametrize(("area", "seen"), [("35", True), ("", True), ("33", False)])
def test_a_province_finds_the_months_of_its_cities_and_no_others(november, area, seen):
    province = official("DINSOS_PROV", area, 900, "period.view", "summary.view", "proposal.view")

    page = visit(province, "/periode/")

    assert (page.where == NOVEMBER or NOVEMBER in page.text) == seen


def test_who_has_nothing_to_do_is_told_what_comes_when_and_who(november):
    for actor in (SUPERVISOR, HEAD):
        page = visit(actor, NOVEMBER)

        assert "Entri ditutup sendiri sesudah" in page
        assert "kemudian supervisor memulai pemeriksaan" in page
        assert "Tidak ada langkah untuk Anda" not in page


def test_verification_begins_with_a_button_once_entry_is_closed(november, monkeypatch):
    agreed(november, "SULASTRI")
    early = visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "mulai_verifikasi"})
    periods.run_calendar(period=november, at=on(12))
    at_the_time(monkeypatch, on(14))

    assert 'value="mulai_verifikasi"' in visit(SUPERVISOR, NOVEMBER)
    done = visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "mulai_verifikasi"})

    assert early.status == 409
    assert done.status == 302
    assert periods.state_of(november.pk) == "VERIFIKASI"


def test_finalising_is_closed_while_a_proposal_waits_and_says_how_many(november, monkeypatch):
    agreed(november, "SULASTRI")
    periods.run_calendar(period=november, at=on(12))
    at_the_time(monkeypatch, on(15))
    visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "mulai_verifikasi"})

    page = visit(SUPERVISOR, NOVEMBER)
    forced = visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "finalisasi_dinsos"})

    assert "Masih ada 1 usulan yang belum diperiksa." in page
    assert forced.status == 409
    assert "Masih ada 1 usulan yang belum diperiksa." in forced


@pytest.mark.requirement("K-04", "K-05")
def test_the_head_endorses_with_the_letter_and_the_month_is_locked_and_sent(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")
    visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "finalisasi_dinsos"})
    at_the_time(monkeypatch, on(17))

    bare = visit(HEAD, NOVEMBER + "sahkan/", {})
    done = visit(HEAD, NOVEMBER + "sahkan/", {"surat": SimpleUploadedFile("sah.pdf", PDF)})
    again = visit(HEAD, NOVEMBER + "sahkan/", {"surat": SimpleUploadedFile("sah.pdf", PDF)})

    assert "Unggah surat pengesahan" in bare
    assert "1 usulan dikirim ke pusat" in done
    assert "Periode ini sudah disahkan dan dikunci." in again
    assert (state(proposal), periods.state_of(november.pk)) == ("DIKIRIM", "FINAL")
    with acting(SYSTEM):
        assert Paper.objects.filter(case_id=november.case_id, code="jejak_daftar").count() == 1


def test_the_head_sends_back_only_with_a_reason(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")
    visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "finalisasi_dinsos"})

    bare = visit(HEAD, NOVEMBER + "langkah/", {"langkah": "kembalikan"})
    told = visit(HEAD, NOVEMBER + "langkah/", {"langkah": "kembalikan", "alasan": "Foto tiga keluarga buram"})

    assert "Alasan wajib diisi" in bare
    assert told.status == 302
    assert (state(proposal), periods.state_of(november.pk)) == ("DIVERIFIKASI", "VERIFIKASI")


def sent_to_the_centre(november, monkeypatch, *names):
    found = verified(november, monkeypatch, *names)
    visit(SUPERVISOR, NOVEMBER + "langkah/", {"langkah": "finalisasi_dinsos"})
    at_the_time(monkeypatch, on(17))
    visit(HEAD, NOVEMBER + "sahkan/", {"surat": SimpleUploadedFile("sah.pdf", PDF)})
    at_the_time(monkeypatch, on(18))
    visit(CENTRE, NOVEMBER + "langkah/", {"langkah": "tarik"})
    return found


def test_the_centre_imports_the_decree_row_by_row(november, monkeypatch):
    first, second = sent_to_the_centre(november, monkeypatch, "SULASTRI", "PAIJAN")

    answer = visit(
        CENTRE, NOVEMBER + "hasil/",
        sent(sheet(f"{first.number},DITETAPKAN,2,", f"{second.number},tidak,,Desil di atas batas")),
    )  # fmt: skip

    assert "1 keluarga ditetapkan, 1 tidak." in answer
    assert (state(first), state(second)) == ("DITETAPKAN", "TIDAK_DITETAPKAN")
    assert "79/HUK/2026" in visit(SUPERVISOR, NOVEMBER)


def test_wrong_rows_come_back_as_sentences_and_nothing_is_written(november, monkeypatch):
    first, second = sent_to_the_centre(november, monkeypatch, "SULASTRI", "PAIJAN")

    answer = visit(
        CENTRE, NOVEMBER + "hasil/",
        sent(sheet(f"{first.number},DITETAPKAN,2,", f"{second.number},MUNGKIN,,", "U-0000,DITETAPKAN,1,")),
    )  # fmt: skip

    assert answer.status == 409
    assert "Hasil harus DITETAPKAN atau TIDAK." in answer
    assert "Nomor usulan tidak dikenal pada periode ini." in answer
    assert (state(first), state(second)) == ("DIKIRIM", "DIKIRIM")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"bukan,tabel\n1,2\n", "Nomor usulan"),
        (b"Nomor usulan,Desil\nU-1,2\n", "Kolom Hasil tidak ada"),
        (b"%PDF-1.7 bukan tabel", ""),
    ],
)
def test_a_file_that_is_no_result_is_refused_in_words(november, monkeypatch, content, said):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")

    answer = visit(CENTRE, NOVEMBER + "hasil/", sent(SimpleUploadedFile("hasil.csv", content)))

    assert answer.status in (400, 409, 413)
    assert 'role="alert"' in answer
    assert said in answer
    assert state(proposal) == "DIKIRIM"


@pytest.mark.requirement("K-05")
def test_the_social_office_imports_the_results_through_the_screen(november, monkeypatch):
    first, second = sent_to_the_centre(november, monkeypatch, "SULASTRI", "PAIJAN")
    dinsos = an_actor("rofiq", "OP_DINSOS", "3571")

    page = visit(dinsos, NOVEMBER)
    answer = visit(
        dinsos, NOVEMBER + "hasil/",
        sent(sheet(f"{first.number},DITETAPKAN,2,", f"{second.number},TIDAK,,Desil di atas batas")),
    )  # fmt: skip

    assert "Impor hasil" in page
    assert "1 keluarga ditetapkan, 1 tidak." in answer
    assert (state(first), state(second)) == ("DITETAPKAN", "TIDAK_DITETAPKAN")
    assert periods.state_of(november.pk) == "DITETAPKAN"


def test_an_official_who_may_import_but_not_decide_takes_nothing_half(november, monkeypatch):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")
    held = ("periode_bulanan.impor_hasil", "proposal.view", "person.view")
    importer = Actor(203, "Pengimpor", grants=frozenset((permission, "3571") for permission in held))

    answer = visit(importer, NOVEMBER + "hasil/", sent(sheet(f"{proposal.number},DITETAPKAN,2,")))

    assert answer.status == 403
    assert (state(proposal), periods.state_of(november.pk)) == ("DIKIRIM", "DITARIK_PUSAT")


def test_the_page_stays_within_its_queries(november, django_assert_max_num_queries):
    for name in ("SULASTRI", "PAIJAN", "YATEMI"):
        a_draft(november, a_known_family(name))

    with django_assert_max_num_queries(45):
        visit(SUPERVISOR, NOVEMBER)
