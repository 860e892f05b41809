"""From the invitation to the carrying out, by services and by pages."""

import pytest

from kesos.database.acting import acting
from kesos.proposals.models import Deliberation
from kesos.proposals.services import attendance, deliberate
from kesos.workflow.models import Paper
from tests.proposals.deliberating import HELD, fresh, made, minuted
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import LURAH, NEXT_LURAH, NEXT_OPERATOR, OPERATOR, act, bring, on, state


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
