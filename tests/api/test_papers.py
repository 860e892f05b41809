"""Papers of a program: files of houses and scans. What Kesos finds or people decide is never claimed."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.models import Paper
from tests.api.test_every_endpoint import _clock_and_files, officials, one_bawang, things
from tests.api.world import BAWANG, a_picture
from tests.rules import recipients

__all__ = ["_clock_and_files", "officials", "one_bawang", "things"]
pytestmark = pytest.mark.django_db


def held(case_id: int) -> int:
    with acting(SYSTEM):
        return Paper.objects.filter(case_id=case_id).count()


@pytest.mark.parametrize(
    "told",
    [
        {"paper": "hasil_padan", "value": "4 padan"}, {"paper": "berita_acara", "value": "x"},
        {"paper": "foto_rumah_depan", "value": "ada"}, {"paper": "nomor_sk", "value": "1/2026"},
    ],
    ids=lambda told: told["paper"],
)  # fmt: skip
def test_a_word_does_not_stand_for_a_match_a_minute_or_a_photo(told, officials, things):
    before = held(things.proposal.case_id)

    answer = officials("OP_DESA", BAWANG).post(f"/proposals/{things.proposal.pk}/papers", told, files={})

    assert (answer.status_code, answer.json()["code"]) == (409, "paper_not_brought")
    assert held(things.proposal.case_id) == before


@pytest.mark.parametrize("paper", ["tanda_tangan_musyawarah", "daftar_hadir", "keputusan_per_keluarga", "undangan"])
def test_a_word_does_not_stand_for_signatures_presence_or_decisions(paper, officials, things):
    before = held(things.deliberation.case_id)
    files = {"file": a_picture()} if paper == "keputusan_per_keluarga" else {}

    answer = officials("LURAH", BAWANG).post(
        f"/deliberations/{things.deliberation.pk}/papers", {"paper": paper, "value": "lengkap"}, files=files
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "file_missing")
    assert held(things.deliberation.case_id) == before


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"paper": "titik_koordinat", "value": "di depan masjid"}, "point_wrong"),
        ({"paper": "titik_koordinat", "value": "51.5,0.1"}, "point_wrong"),
        ({"paper": "foto_rumah_depan", "value": "sudah"}, "file_missing"),
    ],
)
def test_a_check_rests_on_a_photo_and_a_point_and_on_no_word_for_them(told, code, officials, things):
    check = recipients.a_check(things)

    answer = officials("OP_DESA", BAWANG).post(f"/recipients/{check}/papers", told, files={})

    assert (answer.status_code, answer.json()["code"]) == (409, code)
