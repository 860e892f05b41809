"""The papers of a deliberation made from its data: drafts, numbered letters, lists, those present, signatures."""

from datetime import date, time
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from kesos.audit import vocabulary
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.documents.models import Document, Office, Signer
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import as_text, masked
from kesos.proposals.models import Attendee, Deliberation
from kesos.proposals.queries.agenda import agenda_of
from kesos.proposals.services import attendance, deliberate, package
from kesos.proposals.services.attendance import AttendanceWrong, Present
from kesos.registry.models import Person
from kesos.workflow import services as workflow
from kesos.workflow.models import Paper
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import (
    BAWANG,
    LURAH,
    NEXT_LURAH,
    NEXT_OPERATOR,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    act,
    bring,
    matched,
    on,
    state,
    submitted,
)

HELD = "/musyawarah/3571031009/2026-11-09/"
PEOPLE = [
    Present("SUHARTO, S.Sos", "Lurah Bawang", chairs=True, signs=True),
    Present("Sugeng", "Ketua RT 01", signs=True),
    Present("Bu Tutik", "Tokoh masyarakat"),
]


@pytest.fixture
def office(db):
    with acting(SYSTEM):
        made = Office.objects.create(
            name="Kelurahan Bawang", government="Pemerintah Kota Kediri", region_code=BAWANG, unit="419.503.9",
            city="Kediri", address="Jalan Contoh 1",
        )  # fmt: skip
        Signer.objects.create(
            office=made, region_code=BAWANG, name="SUHARTO, S.Sos", title="Lurah Bawang", valid_from=date(2026, 1, 1)
        )
    return made


@pytest.fixture
def waiting(november):
    found = [submitted(a_draft(november, a_known_family(name))) for name in ("SULASTRI", "PAIJAN")]
    matched(*found)
    return found


@pytest.fixture
def called(november, waiting):
    return deliberate.schedule(
        period=november, region_code=BAWANG, held_on=date(2026, 11, 9), place="Balai kelurahan", begins_at=time(9),
        by=LURAH, at=on(5),
    )  # fmt: skip


def fresh(held):
    return Deliberation.objects.select_related("region", "period", "case").get(pk=held.pk)


def made(held, paper, by, at=None, **more):
    with acting(by):
        return package.make(deliberation=fresh(held), paper=paper, by=by, at=at or on(5), **more)


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def printed(held, paper, by=OPERATOR, at=None):
    with acting(by):
        return text_of(package.printed(deliberation=fresh(held), paper=paper, by=by, at=at or on(5)).content)


def decided(held, waiting):
    first, second = waiting
    deliberate.note_decisions(
        deliberation=held, agreed=[first.pk], refused={second.pk: ("US-01", "Rumah bagus")}, by=OPERATOR, at=on(9)
    )


def begun(held):
    made(held, "undangan", LURAH)
    made(held, "daftar_awal", LURAH)
    act(held, "mulai", LURAH, on(9))


def minuted(held, waiting):
    begun(held)
    decided(held, waiting)
    with acting(OPERATOR):
        attendance.note_attendance(deliberation=fresh(held), people=PEOPLE, by=OPERATOR, at=on(9, 11))
    bring(held, OPERATOR, "foto_kegiatan")
    act(held, "catat_hasil", OPERATOR, on(9, 12))
    return made(held, "berita_acara", OPERATOR, on(9, 12))


@pytest.mark.requirement("K-05")
@pytest.mark.requirement("X-05")
def test_from_the_invitation_to_the_carrying_out_with_papers_made_here_alone(called, waiting, office):
    number = minuted(called, waiting)
    with acting(LURAH):
        attendance.note_signatures(deliberation=fresh(called), by=LURAH, at=on(10))
    act(called, "tandatangan", LURAH, on(10))
    made(called, "daftar_bnba", OPERATOR, on(10))
    act(called, "unggah", OPERATOR, on(10, 11))

    assert deliberate.carry_out(deliberation=called, by=LURAH, at=on(11)) == (1, 1)

    assert [state(each) for each in waiting] == ["DIVERIFIKASI", "DITOLAK_MUSKEL"]
    assert number == "460/0001/BA-MUS/419.503.9/2026"
    with acting(OPERATOR):
        tied = Paper.objects.get(case_id=waiting[0].case_id, code="berita_acara", current=True)
        assert (tied.value, Deliberation.objects.get().minutes_number) == (number, number)


def test_the_minutes_tell_number_day_place_chair_those_present_and_every_family_with_its_reason(
    called, waiting, office
):
    number = minuted(called, waiting)

    said = printed(called, "berita_acara")

    for told in (
        number, "Senin, 9 November 2026", "pukul 09.00 WIB", "Balai kelurahan", "SUHARTO, S.Sos",
        "dihadiri oleh 3 orang",
        "SULASTRI", "Disetujui", "PAIJAN", "Tidak disetujui", "Data tidak sesuai keadaan di lapangan – Rumah bagus",
        "Sugeng", "Ketua RT 01", "Kelurahan Bawang".upper(), "Kecamatan Pesantren", "Kota Kediri",
    ):  # fmt: skip
        assert told in said
    assert "KONSEP" not in said


@pytest.mark.parametrize("paper", ["undangan", "daftar_awal", "daftar_hadir", "sptjm"])
@pytest.mark.requirement("X-07")
def test_papers_name_families_with_a_masked_nik_alone_and_every_print_is_in_the_access_log(called, office, paper):
    with acting(SYSTEM):
        head = Person.objects.get(full_name="SULASTRI")

    said = printed(called, paper)

    assert as_text(head.nik) not in said
    if paper in ("daftar_awal", "sptjm"):
        assert masked(head.nik) in said
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="proposals.paper_printed")
    assert event.region_code == BAWANG
    assert event.kind in vocabulary.looks()


def test_a_draft_says_so_until_the_paper_is_made(called, office):
    before = printed(called, "undangan")
    number = made(called, "undangan", LURAH)
    after = printed(called, "undangan")

    assert "KONSEP" in before
    assert "KONSEP" not in after
    assert number in after
    assert "Kepada yang terhormat: perangkat kelurahan" in after


def test_the_list_of_those_present_is_a_sheet_to_fill_before_they_are_entered(called, office):
    blank = printed(called, "daftar_hadir")

    assert "KONSEP" not in blank
    assert "20 20" in blank


def test_drafts_and_lists_print_without_an_office_and_letters_say_who_helps(called):
    assert "KONSEP" in printed(called, "undangan")
    made(called, "daftar_awal", LURAH)
    assert "Setuju" in printed(called, "daftar_awal")

    with pytest.raises(package.NoOffice, match="Minta administrator"):
        made(called, "undangan", LURAH)


def test_making_a_paper_twice_changes_nothing(called, office):
    first, second = made(called, "undangan", LURAH), made(called, "undangan", LURAH)
    made(called, "daftar_awal", LURAH)
    made(called, "daftar_awal", LURAH)

    assert first == second
    with acting(SYSTEM):
        assert Document.objects.filter(kind="undangan_musyawarah").count() == 1
        assert Paper.objects.filter(case_id=called.case_id, code="daftar_awal").count() == 1


@pytest.mark.parametrize(
    ("paper", "by"), [("undangan", OPERATOR), ("undangan", SUPERVISOR), ("sptjm", OPERATOR), ("undangan", NEXT_LURAH)]
)
def test_only_whoever_may_take_the_step_makes_its_letter(called, office, paper, by):
    with pytest.raises((NotAllowed, Deliberation.DoesNotExist, NotFound)):
        made(called, paper, by)

    with acting(SYSTEM):
        assert not Document.objects.filter(kind__endswith="musyawarah").exists()


@pytest.mark.parametrize("paper", ["berita_acara", "daftar_bnba"])
def test_no_minutes_are_made_before_the_result_is_noted(called, office, paper):
    with pytest.raises(package.NotYet, match="Dijadwalkan"):
        made(called, paper, OPERATOR)


def test_minutes_without_those_present_are_refused_with_the_remedy(called, waiting, office):
    begun(called)
    decided(called, waiting)
    bring(called, OPERATOR, "foto_kegiatan", "daftar_hadir")
    act(called, "catat_hasil", OPERATOR, on(9, 12))

    with pytest.raises(Refused, match="Isi daftar hadir dahulu") as refused:
        made(called, "berita_acara", OPERATOR)

    assert refused.value.code == "attendance_missing"


def test_decisions_stay_as_the_minutes_tell_them(called, waiting, office):
    minuted(called, waiting)

    with pytest.raises(deliberate.NotInSession):
        deliberate.note_decisions(
            deliberation=called, agreed=[each.pk for each in waiting], refused={}, by=OPERATOR, at=on(9, 13)
        )
    with pytest.raises(Refused, match="sudah menyebut yang hadir"), acting(OPERATOR):
        attendance.note_attendance(deliberation=fresh(called), people=PEOPLE[:1], by=OPERATOR, at=on(9, 13))


def test_who_comes_to_wait_after_the_result_is_not_in_its_papers(called, november, waiting, office):
    minuted(called, waiting)
    late = submitted(a_draft(november, a_known_family("YATEMI")))
    matched(late)

    with acting(OPERATOR):
        names = [each.name for each in agenda_of(fresh(called)).items]

    assert sorted(names) == ["PAIJAN", "SULASTRI"]


def test_a_statement_made_here_carries_the_families_it_names_and_no_later_one(called, november, waiting, office):
    number = made(called, "sptjm", LURAH, said="seluruh wilayah kebanjiran")
    late = submitted(a_draft(november, a_known_family("YATEMI")))
    matched(late)
    with acting(LURAH):
        workflow.decide(case_id=called.case_id, action="sptjm", by=LURAH, at=on(9))

    done = deliberate.carry_out(deliberation=called, by=LURAH, at=on(10))
    again = deliberate.carry_out(deliberation=called, by=LURAH, at=on(10))

    assert (done, again) == ((2, 0), (0, 0))
    assert [state(each) for each in (*waiting, late)] == ["DIVERIFIKASI", "DIVERIFIKASI", "MUSYAWARAH"]
    said = printed(called, "sptjm", LURAH)
    assert "karena seluruh wilayah kebanjiran" in said
    assert number in said
    assert "SUHARTO, S.Sos" in said
    assert "YATEMI" not in said


def test_minutes_uploaded_and_not_yet_carried_out_hold_back_a_second_deliberation(called, november, waiting, office):
    minuted(called, waiting)
    bring(called, LURAH, "tanda_tangan_musyawarah")
    act(called, "tandatangan", LURAH, on(10))
    bring(called, OPERATOR, "berita_acara", "daftar_bnba")
    act(called, "unggah", OPERATOR, on(10, 11))
    again = {
        "period": november, "region_code": BAWANG, "held_on": date(2026, 11, 12), "place": "Balai", "by": LURAH,
        "at": on(11),
    }  # fmt: skip

    with pytest.raises(deliberate.StillOpen, match="lurah menjalankan dahulu keputusannya"):
        deliberate.schedule(**again)
    deliberate.carry_out(deliberation=called, by=LURAH, at=on(11))

    assert deliberate.schedule(**again).pk != called.pk


def test_what_is_called_off_withdraws_its_invitation(called, office):
    made(called, "undangan", LURAH)
    with acting(LURAH):
        deliberate.take_step(
            deliberation=fresh(called), action="batalkan", by=LURAH, at=on(6), reason="Balai kebanjiran"
        )

    with acting(SYSTEM):
        letter = Document.objects.get(kind="undangan_musyawarah")
    assert (letter.state, letter.withdrawn_reason) == ("withdrawn", "Musyawarah dibatalkan: Balai kebanjiran")


def test_a_withdrawn_letter_no_longer_stands_for_its_paper(called, office):
    made(called, "undangan", LURAH)
    made(called, "daftar_awal", LURAH)
    with acting(LURAH):
        package.withdraw_letters(fresh(called), reason="salah hari", by=LURAH, at=on(6))

    with pytest.raises(Refused, match="sudah dicabut"), acting(LURAH):
        deliberate.take_step(deliberation=fresh(called), action="mulai", by=LURAH, at=on(9))
    made(called, "undangan", LURAH, on(9))
    with acting(LURAH):
        deliberate.take_step(deliberation=fresh(called), action="mulai", by=LURAH, at=on(9))


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ([], "sedikitnya satu orang"),
        ([Present("Sugeng", "Ketua RT 01")], "belum ada yang ditandai ketua"),
        ([Present("A", "x", chairs=True), Present("B", "y", chairs=True)], "ada 2 yang ditandai ketua"),
        ([Present("A", " ", chairs=True)], "Baris 1: tulis nama dan unsur"),
        ([Present("A", "x", chairs=True), Present("9971014303790003", "warga")], "Baris 2: jangan menulis NIK"),
        ([Present("A", "x", chairs=True), Present("a", "X")], "tertulis dua kali"),
        ([Present("A" * 121, "x", chairs=True)], "paling panjang 120"),
    ],
)
def test_an_unsound_list_of_those_present_is_refused_whole(called, office, people, why):
    begun(called)

    with pytest.raises(AttendanceWrong, match=why), acting(OPERATOR):
        attendance.note_attendance(deliberation=fresh(called), people=people, by=OPERATOR, at=on(9))

    with acting(SYSTEM):
        assert not Attendee.objects.exists()


def test_the_list_of_those_present_is_replaced_whole(called, office):
    begun(called)
    with acting(OPERATOR):
        attendance.note_attendance(deliberation=fresh(called), people=PEOPLE, by=OPERATOR, at=on(9))
        attendance.note_attendance(deliberation=fresh(called), people=PEOPLE[:2], by=OPERATOR, at=on(9))

        assert [each.name for each in Attendee.objects.order_by("place")] == ["SUHARTO, S.Sos", "Sugeng"]
        assert Paper.objects.get(code="daftar_hadir", current=True).value == "2 orang hadir"
    assert "Bu Tutik" not in printed(called, "daftar_hadir")


def test_signatures_are_not_noted_without_minutes_nor_by_the_operator(called, waiting, office):
    begun(called)

    with pytest.raises(Refused, match="tidak ada yang ditandatangani"), acting(LURAH):
        attendance.note_signatures(deliberation=fresh(called), by=LURAH, at=on(9))
    with pytest.raises(NotAllowed), acting(OPERATOR):
        attendance.note_signatures(deliberation=fresh(called), by=OPERATOR, at=on(9))


@pytest.mark.requirement("X-02")
def test_the_database_shows_the_next_kelurahan_nobody_who_was_there(called, office):
    begun(called)
    with acting(OPERATOR):
        attendance.note_attendance(deliberation=fresh(called), people=PEOPLE, by=OPERATOR, at=on(9))

    with acting(NEXT_OPERATOR):
        assert not Attendee.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"name": " "}, {"standing": ""}, {"name": "NIK 9971014303790003"}, {"place": 1},
        {"chairs": True, "place": 9},
    ],
)  # fmt: skip
def test_the_database_itself_refuses_an_unsound_line(called, office, odd):
    line = {"deliberation": called, "region_code": BAWANG, "place": 2, "name": "B", "standing": "y", **odd}
    with acting(SYSTEM):
        Attendee.objects.create(
            deliberation=called, region_code=BAWANG, place=1, name="A", standing="x", chairs=True, signs=True
        )

        with pytest.raises(IntegrityError), transaction.atomic():
            Attendee.objects.create(**line)


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("path", ["cetak/undangan.pdf", "buat/undangan/", "hadir/", "tanda-tangan/"])
def test_the_next_kelurahan_finds_none_of_it(called, office, path):
    actor = NEXT_OPERATOR if path == "hadir/" else NEXT_LURAH

    answer = visit(actor, HELD + path, None if path.endswith("pdf") else {})

    assert answer.status == 404


def test_the_whole_package_by_the_pages(called, waiting, office, monkeypatch):
    first, second = waiting
    offered = visit(LURAH, HELD)
    invited = visit(LURAH, HELD + "buat/undangan/", {"isi": "ketua RT dan RW"})
    visit(LURAH, HELD + "buat/daftar_awal/", {})
    at_the_time(monkeypatch, on(9))
    visit(LURAH, HELD + "langkah/", {"langkah": "mulai"})
    people = {
        "ketua": "SUHARTO, S.Sos", "jabatan": "Lurah Bawang", "penanda": "Sugeng; Ketua RT 01\n\n",
        "peserta": "Bu Tutik; Tokoh masyarakat",
    }  # fmt: skip
    wrong = visit(OPERATOR, HELD + "hadir/", {**people, "peserta": "Bu Tutik"})
    present = visit(OPERATOR, HELD + "hadir/", people)
    visit(
        OPERATOR, HELD + "keputusan/",
        {f"putusan-{first.pk}": "setuju", f"putusan-{second.pk}": "tolak", f"kode-{second.pk}": "US-07"},
    )  # fmt: skip
    bring(called, OPERATOR, "foto_kegiatan")
    visit(OPERATOR, HELD + "langkah/", {"langkah": "catat_hasil"})
    minutes = visit(OPERATOR, HELD + "buat/berita_acara/", {})
    unsaid = visit(LURAH, HELD + "tanda-tangan/", {})
    signed = visit(LURAH, HELD + "tanda-tangan/", {"sudah": "ya"})
    visit(LURAH, HELD + "langkah/", {"langkah": "tandatangan"})
    visit(OPERATOR, HELD + "buat/daftar_bnba/", {})
    visit(OPERATOR, HELD + "langkah/", {"langkah": "unggah"})
    done = visit(LURAH, HELD + "jalankan/", {})

    assert "Cetak konsep" in offered
    assert "Beri nomor dan buat undangan" in offered
    assert "dengan nomor 005/0001/419.503.9/2026" in invited
    assert wrong.status == 409
    assert "«Bu Tutik»: tulis nama; jabatan" in wrong
    assert "Sugeng; Ketua RT 01" in wrong
    assert "3 orang" in present
    assert "460/0001/BA-MUS" in minutes
    assert "Nyatakan dahulu" in unsaid
    assert "Tanda tangan 2 orang dicatat" in signed
    assert "1 usulan diteruskan ke dinas, 1 ditolak" in done


def test_an_unknown_paper_is_not_found(called, office):
    assert visit(LURAH, HELD + "cetak/foto_kegiatan.pdf").status == 404
    assert visit(LURAH, HELD + "buat/daftar_hadir/", {}).status == 404


def test_an_uploaded_scan_is_enough_and_nothing_is_offered_in_its_place(called, office):
    bring(called, LURAH, "undangan", "daftar_awal")

    page = visit(LURAH, HELD)
    act(called, "mulai", LURAH, on(9))

    assert "Beri nomor dan buat undangan" not in page
    assert "Buat daftar awal" not in page
    assert "Beri nomor dan buat SPTJM" in page
