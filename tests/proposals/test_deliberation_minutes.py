"""The minutes of a deliberation, and the statement in their place: what they hold and what they hold fast."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.errors import Refused
from kesos.proposals.queries.agenda import agenda_of
from kesos.proposals.services import attendance, deliberate, package
from kesos.workflow import services as workflow
from tests.proposals.deliberating import PEOPLE, begun, decided, fresh, made, minuted, printed
from tests.proposals.world import (
    BAWANG,
    LURAH,
    OPERATOR,
    a_draft,
    a_known_family,
    act,
    bring,
    matched,
    on,
    state,
    submitted,
)


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
