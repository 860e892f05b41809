"""A proposal on its page: started, completed, handed in, decided; each refusal is a sentence."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Proposal
from kesos.proposals.services import deliberate, periods
from kesos.proposals.web import list_views
from kesos.registry.models import Listing
from kesos.workflow.models import Decision, Paper
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
    complete,
    decide,
    matched,
    minutes,
    official,
    on,
    sign_and_upload,
    state,
    submitted,
)
from tests.registry.world import a_source


def verified(november, monkeypatch, *names):
    """Proposals the deliberation has agreed to: they wait for the supervisor."""
    found = [submitted(a_draft(november, a_known_family(name))) for name in names]
    matched(*found)
    held = minutes(november)
    deliberate.note_decisions(deliberation=held, agreed=[p.pk for p in found], refused={}, by=OPERATOR, at=on(9, 11))
    sign_and_upload(held)
    deliberate.carry_out(deliberation=held, by=LURAH, at=on(11))
    at_the_time(monkeypatch, on(15))
    return found


def test_a_family_is_found_by_name_shown_masked_and_proposed_by_one_button(november):
    family = a_known_family("SULASTRI")

    found = visit(OPERATOR, "/usulan/baru/", cari="sulastri")
    shown = visit(OPERATOR, "/usulan/baru/", keluarga=str(family.pk))
    done = visit(OPERATOR, "/usulan/baru/", {"keluarga": str(family.pk)})

    assert "SULASTRI" in found
    assert "Keadaan" in found
    assert "lahir 19" in found
    assert "Usulkan ke DTSEN" in shown
    assert "••••••••" in shown
    assert done.status == 302
    assert visit(OPERATOR, done.where).status == 200


def test_of_a_listed_family_it_is_asked_said_and_shown_what_is_to_be_corrected(november):
    family = a_known_family("SULASTRI")
    with acting(SYSTEM):
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), source=a_source())

    shown = visit(OPERATOR, "/usulan/baru/", keluarga=str(family.pk))
    bare = visit(OPERATOR, "/usulan/baru/", {"keluarga": str(family.pk), "perbaikan": " "})
    told = {"keluarga": str(family.pk), "perbaikan": "Pekerjaan kepala keluarga berubah"}
    done = visit(OPERATOR, "/usulan/baru/", told)

    assert "Usulkan perbaikan data keluarga ini?" in shown
    assert bare.status == 409
    assert "Tuliskan apa yang perlu diperbaiki" in bare
    assert "Pekerjaan kepala keluarga berubah" in visit(OPERATOR, done.where)


def test_the_database_lets_a_new_proposal_correct_nothing(november):
    proposal = a_draft(november)

    with pytest.raises(IntegrityError, match="proposal_new_corrects_nothing"), acting(SYSTEM):
        Proposal.objects.filter(pk=proposal.pk).update(to_correct="Alamat keliru")


def test_a_family_that_is_proposed_already_says_why_not_and_leads_to_its_proposal(november):
    proposal = a_draft(november)

    page = visit(OPERATOR, "/usulan/baru/", keluarga=str(proposal.family_id))

    assert "Salah satu anggota sudah diusulkan pada periode ini di Bawang." in page
    assert 'aria-disabled="true"' in page
    assert f"/usulan/{proposal.number}/" in page


def test_a_second_click_on_propose_leads_to_the_one_proposal(november):
    family = a_known_family()

    first = visit(OPERATOR, "/usulan/baru/", {"keluarga": str(family.pk)})
    second = visit(OPERATOR, "/usulan/baru/", {"keluarga": str(family.pk)})

    assert first.where == second.where
    with acting(SYSTEM):
        assert Proposal.objects.count() == 1


@pytest.mark.parametrize("path", ["", "berkas/", "langkah/"])
@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_no_proposal_at_any_of_its_addresses(november, path):
    proposal = a_draft(november)

    for actor in (NEXT_OPERATOR, NEXT_LURAH):
        sent = {"langkah": "tarik"} if path else None
        answer = visit(actor, f"/usulan/{proposal.number}/{path}", sent)

        assert answer.status == 404
        assert proposal.number not in answer
    assert state(proposal) == "DRAFT"


def test_the_next_kelurahan_can_neither_pick_nor_list_the_family(november):
    family = a_known_family("SULASTRI")
    proposal = a_draft(november, family)

    assert visit(NEXT_OPERATOR, "/usulan/baru/", keluarga=str(family.pk)).status == 404
    assert visit(NEXT_OPERATOR, "/usulan/baru/", {"keluarga": str(family.pk)}).status == 404
    assert "SULASTRI" not in visit(NEXT_OPERATOR, "/usulan/baru/", cari="sulastr")
    assert proposal.number not in visit(NEXT_OPERATOR, "/usulan/")


@pytest.mark.parametrize("path", ["/usulan/", "/usulan/baru/", "/usulan/U-1/", "/musyawarah/", "/periode/"])
def test_nobody_is_sent_to_the_login(db, path):
    assert visit(None, path).where.startswith("/akun/login/")


def test_what_is_missing_is_named_and_leads_to_where_it_is_brought(november):
    proposal = a_draft(november)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    assert "Yang masih kurang" in page
    assert '<a href="#unggah">Unggah di bawah ini</a>' in page
    assert "Berkas belum ada:" in page


def test_photo_scan_and_point_are_kept_and_shown(november):
    proposal = a_draft(november)
    sent = {
        "foto_rumah_depan": SimpleUploadedFile("rumah.jpg", photo(), "image/jpeg"),
        "berkas_ktp_kk": SimpleUploadedFile("ktp.pdf", PDF, "application/pdf"),
        "lintang": "-7,8166",
        "bujur": "112,0114",
        "ketelitian": "8",
    }

    answer = visit(OPERATOR, f"/usulan/{proposal.number}/berkas/", sent)

    assert answer.status == 302
    assert "Tersimpan: foto depan rumah, pindaian KTP dan KK, titik rumah." in answer
    with acting(SYSTEM):
        kept = dict(Paper.objects.filter(case_id=proposal.case_id, current=True).values_list("code", "value"))
    assert kept["titik_koordinat"] == "-7.8166,112.0114,8"
    page = visit(OPERATOR, f"/usulan/{proposal.number}/")
    assert "/kecil/?tanda=" in page
    assert "-7.8166, 112.0114 · ketelitian 8 m" in page
    assert "Yang masih kurang" not in page


@pytest.mark.parametrize(
    ("name", "content"), [("rumah.jpg", b"bukan gambar"), ("kosong.jpg", b""), ("halaman.html", b"<script>1</script>")]
)
def test_what_is_no_picture_is_refused_with_a_sentence_and_the_point_is_kept_all_the_same(november, name, content):
    proposal = a_draft(november)
    sent = {"foto_rumah_depan": io.BytesIO(content), "lintang": "-7.8", "bujur": "112.0"}
    sent["foto_rumah_depan"].name = name

    answer = visit(OPERATOR, f"/usulan/{proposal.number}/berkas/", sent)

    assert any(told.startswith("Foto depan rumah:") for told in answer.said)
    with acting(SYSTEM):
        codes = set(Paper.objects.filter(case_id=proposal.case_id).values_list("code", flat=True))
    assert "titik_koordinat" in codes
    assert "foto_rumah_depan" not in codes


@pytest.mark.parametrize(("latitude", "longitude"), [("48.8", "2.3"), ("tujuh", "112"), ("-7.8", ""), ("NaN", "112")])
def test_a_point_outside_the_country_is_refused(november, latitude, longitude):
    proposal = a_draft(november)

    answer = visit(OPERATOR, f"/usulan/{proposal.number}/berkas/", {"lintang": latitude, "bujur": longitude})

    assert "Titik rumah belum benar" in answer
    with acting(SYSTEM):
        assert not Paper.objects.filter(case_id=proposal.case_id, code="titik_koordinat").exists()


def test_a_whole_draft_is_handed_in_and_a_second_click_changes_nothing(november):
    proposal = complete(a_draft(november))
    address, sent = f"/usulan/{proposal.number}/langkah/", {"langkah": "ajukan", "dilihat": "0"}

    first, second = visit(OPERATOR, address, sent), visit(OPERATOR, address, sent)

    assert (first.status, second.status) == (302, 302)
    assert state(proposal) == "DIAJUKAN"
    with acting(SYSTEM):
        assert Decision.objects.filter(case_id=proposal.case_id, action="ajukan").count() == 1


def test_a_draft_without_papers_is_not_handed_in_and_the_page_says_why(november):
    proposal = a_draft(november)

    answer = visit(OPERATOR, f"/usulan/{proposal.number}/langkah/", {"langkah": "ajukan"})

    assert answer.status == 409
    assert 'role="alert"' in answer
    assert "Berkas belum ada:" in answer
    assert state(proposal) == "DRAFT"


def test_after_the_day_a_draft_stays_and_says_that_entry_is_closed(november, monkeypatch):
    proposal = complete(a_draft(november))
    at_the_time(monkeypatch, on(12))
    periods.run_calendar(period=november, at=on(12))

    answer = visit(OPERATOR, f"/usulan/{proposal.number}/langkah/", {"langkah": "ajukan"})

    assert "Entri usulan periode November 2026 sudah ditutup." in answer
    assert state(proposal) == "DRAFT"


def test_the_operator_withdraws_a_draft(november):
    proposal = a_draft(november)

    visit(OPERATOR, f"/usulan/{proposal.number}/langkah/", {"langkah": "tarik"})

    assert state(proposal) == "DITARIK"
    assert "Usulan ini sudah selesai." in visit(OPERATOR, f"/usulan/{proposal.number}/")


@pytest.mark.parametrize("action", ["setuju_muskel", "sahkan_periode", "hasil_ditetapkan", "padan_cocok", "x"])
def test_what_is_decided_elsewhere_cannot_be_sent_from_this_page(november, action):
    proposal = submitted(a_draft(november))

    answer = visit(SUPERVISOR, f"/usulan/{proposal.number}/langkah/", {"langkah": action})

    assert answer.status == 404
    assert state(proposal) == "DIAJUKAN"


def test_the_supervisor_refuses_only_with_a_code_and_what_was_typed_is_kept(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")
    address = f"/usulan/{proposal.number}/langkah/"

    bare = visit(SUPERVISOR, address, {"langkah": "tolak", "alasan": "Rumah bertingkat"})
    told = visit(SUPERVISOR, address, {"langkah": "tolak", "kode": "US-02", "alasan": "Rumah bertingkat"})

    assert bare.status == 409
    assert "Pilih kode alasan" in bare
    assert "Rumah bertingkat</textarea>" in bare
    assert told.status == 302
    assert state(proposal) == "DITOLAK_DINSOS"
    assert "US-02 Keluarga tergolong mampu Rumah bertingkat" in visit(OPERATOR, f"/usulan/{proposal.number}/")


def test_a_returned_proposal_says_on_top_who_sent_it_back_why_and_by_when(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")
    address = f"/usulan/{proposal.number}/"
    before = visit(OPERATOR, address)
    periods.run_calendar(period=november, at=on(15))
    decide(proposal, "kembalikan", SUPERVISOR, on(15), reason="Foto rumah buram")

    page = visit(OPERATOR, address)

    assert "Dikembalikan oleh" not in before
    assert (
        page.text.index("Dikembalikan oleh") < page.text.index("Foto rumah buram") < page.text.index('id="keputusan"')
    )


def test_two_officials_at_once_the_second_is_told_that_it_has_moved_on(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")
    page = visit(SUPERVISOR, f"/usulan/{proposal.number}/")
    with acting(SUPERVISOR):
        seen = Proposal.objects.select_related("case").get(pk=proposal.pk).case.last_seq
    assert f'name="dilihat" value="{seen}"' in page
    decide(proposal, "setujui", official("SUPERVISOR", "3571", 202), on(15))

    second = visit(
        SUPERVISOR,
        f"/usulan/{proposal.number}/langkah/",
        {"langkah": "kembalikan", "alasan": "Foto", "dilihat": f"{seen}"},
    )

    assert second.status == 409
    assert "sudah berpindah tahap" in second
    assert state(proposal) == "MENUNGGU_PENGESAHAN"


def test_many_are_approved_in_one_act_and_what_did_not_move_says_why(november, monkeypatch):
    first, second = verified(november, monkeypatch, "SULASTRI", "PAIJAN")
    decide(second, "kembalikan", SUPERVISOR, on(15), reason="Foto buram")

    answer = visit(SUPERVISOR, "/usulan/putuskan/", {"langkah": "setujui", "pilih": [str(first.pk), str(second.pk)]})

    assert "1 usulan." in answer
    assert "sudah berpindah tahap" in answer
    assert (state(first), state(second)) == ("MENUNGGU_PENGESAHAN", "DIKEMBALIKAN")


def test_many_are_refused_only_with_a_code(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")

    bare = visit(SUPERVISOR, "/usulan/putuskan/", {"langkah": "tolak", "pilih": [str(proposal.pk)]})
    none = visit(SUPERVISOR, "/usulan/putuskan/", {"langkah": "setujui"})

    assert (bare.status, none.status) == (409, 409)
    assert "Pilih kode alasan untuk menolak" in bare
    assert "Belum ada usulan yang dipilih." in none
    assert state(proposal) == "DIVERIFIKASI"


def test_the_next_kelurahan_moves_nothing_by_naming_ids(november, monkeypatch):
    (proposal,) = verified(november, monkeypatch, "SULASTRI")

    answer = visit(NEXT_LURAH, "/usulan/putuskan/", {"langkah": "setujui", "pilih": [str(proposal.pk)]})

    assert answer.status == 409
    assert proposal.number not in answer
    assert state(proposal) == "DIVERIFIKASI"


def test_the_list_is_narrowed_by_month_state_and_village_and_pages_by_key(november, monkeypatch):
    first, second = (
        a_draft(november, a_known_family("SULASTRI")),
        submitted(a_draft(november, a_known_family("PAIJAN"))),
    )
    assert "PAIJAN" not in visit(SUPERVISOR, "/usulan/", tahap="DRAFT")
    assert "SULASTRI" in visit(SUPERVISOR, "/usulan/", periode="2026-11", kelurahan="3571031009")
    assert "SULASTRI" not in visit(SUPERVISOR, "/usulan/", periode="2026-10")
    assert "SULASTRI" not in visit(SUPERVISOR, "/usulan/", kelurahan="3571031001")
    monkeypatch.setattr(list_views, "A_PAGE", 1)
    assert f"sesudah={second.pk}" in visit(SUPERVISOR, "/usulan/")
    assert first.number in visit(SUPERVISOR, "/usulan/", sesudah=str(second.pk))
    assert second.number not in visit(SUPERVISOR, "/usulan/", sesudah=str(second.pk))


def test_the_list_is_searched_by_a_part_of_the_heads_name_and_by_number(november):
    proposal = a_draft(november)

    assert proposal.number in visit(OPERATOR, "/usulan/", q="lastri")
    assert proposal.number in visit(OPERATOR, "/usulan/", q=proposal.number.lower())
    assert proposal.number not in visit(OPERATOR, "/usulan/", q="paijan%")
    assert proposal.number not in visit(NEXT_OPERATOR, "/usulan/", q="lastri")


def test_the_page_of_a_proposal_stays_within_its_queries(november, django_assert_max_num_queries):
    proposal = complete(a_draft(november))

    with django_assert_max_num_queries(45):
        visit(OPERATOR, f"/usulan/{proposal.number}/")


def test_the_lists_queries_do_not_grow_with_its_rows(november, django_assert_max_num_queries):
    for name in ("SULASTRI", "PAIJAN", "YATEMI", "TUKIMAN", "WAGINI"):
        a_draft(november, a_known_family(name))

    with django_assert_max_num_queries(20):
        visit(SUPERVISOR, "/usulan/")


def test_the_lurah_who_only_looks_is_told_whose_turn_it_is(november):
    proposal = a_draft(november)

    page = visit(LURAH, f"/usulan/{proposal.number}/")

    assert "Menunggu petugas lain" in page
    assert "Simpan berkas" not in page


def test_from_a_persons_page_a_proposal_and_a_letter_are_begun_by_who_may(november):
    proposal = a_draft(november)
    with acting(SYSTEM):
        person = proposal.members.first().person_id

    seen_by_operator, seen_by_lurah = (visit(by, f"/warga/{person}/") for by in (OPERATOR, LURAH))

    for door in (f"/usulan/baru/?warga={person}", f"/surat/permohonan/baru/?warga={person}"):
        assert door in seen_by_operator
        assert door not in seen_by_lurah
        assert visit(OPERATOR, door.partition("?")[0], warga=str(person)).status == 200
