"""Those present at a deliberation, and who of them signed."""

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, Refused
from kesos.proposals.models import Attendee
from kesos.proposals.services import attendance
from kesos.proposals.services.attendance import AttendanceWrong, Present
from kesos.workflow.models import Paper
from tests.proposals.deliberating import PEOPLE, begun, fresh, printed
from tests.proposals.world import BAWANG, LURAH, NEXT_OPERATOR, OPERATOR, on


def test_the_list_of_those_present_is_a_sheet_to_fill_before_they_are_entered(called, office):
    blank = printed(called, "daftar_hadir")

    assert "KONSEP" not in blank
    assert "20 20" in blank


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
