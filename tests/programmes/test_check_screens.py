"""The screens of the check: what each shows, who gets none, and that they stay small."""

import pytest
from django.utils import timezone

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.services import check_proposals, checks
from kesos.programmes.web import check_companions, check_page, check_take_away, check_views
from tests.programmes import checking
from tests.programmes.checking import (
    HEAD,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    WELL_OFF,
    a_companion,
    a_threshold,
    approved,
    given,
    of,
    state,
    too_rich,
    visited,
)
from tests.programmes.world import AT, NGRONGGO, a_recipient
from tests.screens import frame, screen

__all__ = ["frame"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]
MOST_BYTES = 60 * 1024


@pytest.fixture
def own():
    return a_recipient("PBI-JK", name="SULASTRI")


@pytest.fixture
def now():
    return timezone.now()


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.requirement("K-12")
def test_the_list_says_how_many_of_how_many_and_who(own):
    shown = text(screen(check_views.recipients, OPERATOR))

    assert "0 dari 1 diperiksa" in shown
    assert "SULASTRI" in shown
    assert str(own.person.nik) not in shown


def test_the_list_of_the_next_kelurahan_has_none_of_them(own):
    assert "SULASTRI" not in text(screen(check_views.recipients, checking.NEXT_OPERATOR))


@pytest.mark.requirement("K-25", "K-26")
def test_house_and_point_stand_beside_the_decision(own):
    with acting(SYSTEM):
        type(own.family).objects.filter(pk=own.family_id).update(
            latitude="-7.8400", longitude="112.0400", updated_at=AT
        )

    shown = text(screen(check_page.one, OPERATOR, enrolment_id=own.pk))

    assert shown.index('id="rumah"') < shown.index('id="keputusan"')
    assert "-7.840000" in shown or "-7.84" in shown
    assert "Mulai periksa" in shown


def test_the_page_without_its_photo_is_small(own):
    for _ in range(3):
        visited(own, **WELL_OFF)
    a_threshold(3)
    approved(own)

    answer = screen(check_page.one, SUPERVISOR, enrolment_id=own.pk)

    assert len(answer.content) < MOST_BYTES


def test_a_recipient_of_the_next_kelurahan_is_not_there():
    other = a_recipient("PBI-JK", region=NGRONGGO)

    for view in (check_page.one, check_page.letter):
        with pytest.raises(NotFound):
            screen(view, OPERATOR, enrolment_id=other.pk)


@pytest.mark.requirement("K-32")
def test_what_a_rule_proposed_is_told_with_source_and_day_and_that_people_decide():
    rich = a_recipient("PKH")
    too_rich(rich)
    check_proposals.propose_slice(after=0, at=AT)

    page = text(screen(check_page.one, OPERATOR, enrolment_id=rich.pk))
    listed = text(screen(check_views.recipients, OPERATOR))

    assert "Usulan otomatis" in page
    assert "Aturan program, keadaan 2026-11-09" in page
    assert "Usulan otomatis" in listed


def test_a_refusal_is_shown_with_what_was_typed(own, now):
    check = checks.look_at(enrolment_id=own.pk, by=OPERATOR, at=now)

    answer = screen(
        check_page.decide, OPERATOR, method="post", enrolment_id=own.pk,
        data={"langkah": "tidak_layak", "kode": "TL-14", "alasan": "Rumah bertingkat", "bukti": ""},
    )  # fmt: skip

    assert answer.status_code == 409
    assert "Rumah bertingkat" in text(answer)
    assert "Sebutkan buktinya" in text(answer)
    assert of(own).state == check.state == "DIPERIKSA"


def test_from_the_first_look_to_the_letter_by_the_screens(own, now):
    sent = {"method": "post", "enrolment_id": own.pk}
    screen(check_page.look, OPERATOR, **sent)
    with acting(OPERATOR):
        check = of(own)
    checking.with_papers(check, at=now)
    unfit = {"langkah": "tidak_layak", "kode": "TL-14", "alasan": "Rumah bertingkat", "bukti": "Foto"}
    screen(check_page.decide, OPERATOR, data=unfit, **sent)
    screen(check_page.decide, SUPERVISOR, data={"langkah": "setujui"}, **sent)
    screen(check_page.decide, HEAD, data={"langkah": "sahkan"}, **sent)

    letter = text(screen(check_page.letter, OPERATOR, enrolment_id=own.pk))
    screen(check_page.hand_over, OPERATOR, data={"penerima": "Sulastri"}, **sent)

    assert state(own) == "DISETUJUI_TIDAK_LAYAK"
    assert "keberatan" in letter
    assert str(own.person.nik) not in letter
    assert "diserahkan" in text(screen(check_page.one, OPERATOR, enrolment_id=own.pk))


def test_many_are_shown_before_they_are_passed_and_a_tick_is_asked_for(own):
    first = screen(check_views.pass_many, OPERATOR, method="post", data={"pilih": [own.pk]})
    unticked = screen(check_views.pass_many, OPERATOR, method="post", data={"pilih": [own.pk], "langkah": "layak"})

    assert "Nyatakan 1 penerima layak?" in text(first)
    assert unticked.status_code == 422
    assert of(own) is None


def test_with_the_tick_they_are_passed(own):
    told = {"pilih": [own.pk], "langkah": "layak", "sudah_ditinjau": "ya"}

    shown = text(screen(check_views.pass_many, OPERATOR, method="post", data=told))

    assert "Dinyatakan layak" in shown
    assert state(own) == "LAYAK"


def test_nobody_chosen_is_said(own):
    with pytest.raises(Refused, match="Belum ada"):
        screen(check_views.pass_many, OPERATOR, method="post", data={"pilih": ["x", "999999"]})


@pytest.mark.parametrize("view", [check_views.progress, check_take_away.on_paper, check_take_away.export])
def test_the_pages_around_the_list_open(own, view):
    able = OPERATOR.__class__(
        user_id=101, name="Dwi", grants=OPERATOR.grants | {("export.run", "3571031009")}, roles=OPERATOR.roles
    )

    assert screen(view, able).status_code == 200


@pytest.mark.requirement("K-18")
def test_a_companion_reads_the_page_of_a_given_recipient_and_asks_the_office(own):
    given(own.person)
    companion = a_companion()

    screen(
        check_page.note, companion, method="post", enrolment_id=own.pk,
        data={"catatan": "KK perlu diperbarui", "jenis": "to_office"},
    )  # fmt: skip

    assert "KK perlu diperbarui" in text(screen(check_page.one, companion, enrolment_id=own.pk))
    tasks = text(screen(check_companions.tasks, OFFICE))
    assert "KK perlu diperbarui" in tasks


def test_the_office_counts_before_it_assigns(own):
    shown = text(screen(check_companions.assign, OFFICE, data={"kelurahan": "3571031009"}))

    assert "1 keluarga penerima" in shown
