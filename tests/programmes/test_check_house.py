"""The house beside the check: what was brought to the family's house once serves every check of the family."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.programmes.queries import checks as lists
from kesos.programmes.services import checks
from kesos.programmes.web import check_page
from kesos.workflow.models import Paper
from tests.evidence.world import HELD, picture, point, shoot
from tests.programmes import world
from tests.programmes.checking import ALL, NOTE, SEE, SUPERVISOR, UNFIT, looked_at, of, state
from tests.programmes.world import AT, BAWANG, TODAY, a_recipient, enrolled
from tests.screens import frame, screen

__all__ = ["frame"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]
OPERATOR = world.official("OP_DESA", BAWANG, 101, SEE, NOTE, *HELD)


@pytest.fixture
def own():
    return a_recipient("PBI-JK", name="SULASTRI")


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def text(answer) -> str:
    return answer.content.decode()


def shown(own, by=OPERATOR) -> str:
    return text(screen(check_page.one, by, enrolment_id=own.pk))


def papers(check) -> dict[str, str]:
    with acting(SYSTEM):
        return {one.code: one.file_key or one.value for one in Paper.objects.filter(case=check.case_id, current=True)}


def an_earlier_house(own, *, days: int):
    at = AT - timedelta(days=days)
    with acting(OPERATOR):
        photo = shoot(own.family, picture(taken=f"{at:%Y:%m:%d %H:%M:%S}"), by=OPERATOR, at=at)
        return photo, point(own.family, by=OPERATOR, at=at)


@pytest.mark.requirement("K-24", "K-25")
def test_the_photo_of_the_house_stands_beside_the_decision_with_what_is_odd_about_it(own, now):
    photo, _ = an_earlier_house(own, days=3)

    told = shown(own)

    assert f"/rumah/foto/{photo.pk}/kecil/" in told
    assert "Belum ada foto rumah" not in told
    assert f"/keluarga/{own.family_id}/rumah/" in told


def test_a_house_without_photo_and_point_says_what_is_missing_and_leads_to_where_they_are_taken(own, now):
    told = shown(own)

    assert "Belum ada foto depan rumah, dari atap sampai lantai." in told
    assert f"/keluarga/{own.family_id}/rumah/" in told


@pytest.mark.requirement("K-24")
def test_photo_and_point_of_the_house_are_the_papers_of_the_decision(own, now):
    photo, _ = an_earlier_house(own, days=3)
    check = looked_at(own, OPERATOR)
    before = shown(own)

    checks.find_unfit(check=check, on=TODAY, by=OPERATOR, at=AT, **UNFIT)

    assert "Berkas belum ada" not in before
    assert state(own) == "USUL_TIDAK_LAYAK"
    assert papers(check)["foto_rumah_depan"] == str(photo.file_id)
    assert papers(check)["titik_koordinat"].startswith("-7.862654,112.061103")


def test_a_photo_of_more_than_thirty_days_does_not_serve_a_removal(own, now):
    an_earlier_house(own, days=31)
    check = looked_at(own, OPERATOR)

    with pytest.raises(Refused, match="foto rumah"):
        checks.find_unfit(check=check, on=TODAY, by=OPERATOR, at=AT, **UNFIT)

    assert (state(own), of(own).reason) == ("DIPERIKSA", "")
    assert "Berkas belum ada" in shown(own)


@pytest.mark.requirement("K-24")
def test_what_is_brought_on_the_check_is_kept_with_the_house_of_the_family(own, now):
    check = looked_at(own, OPERATOR)
    sent = {"foto": SimpleUploadedFile("rumah.jpg", picture(3)), "lintang": "-7,862654", "bujur": "112,061103"}

    screen(check_page.attach, OPERATOR, method="post", data=sent, enrolment_id=own.pk)

    with acting(OPERATOR):
        (photo,) = own.family.house_photos.all()
        own.family.refresh_from_db()
    assert papers(check)["foto_rumah_depan"] == str(photo.file_id)
    assert f"{own.family.latitude}" == "-7.862654"


def test_the_list_knows_the_photo_of_the_house(own):
    an_earlier_house(own, days=90)

    with acting(OPERATOR):
        (row,) = lists.page(OPERATOR, ALL, today=TODAY)

    assert row.has_photo


def test_one_visit_leads_to_all_aid_of_the_family(own, now):
    rice = enrolled(own.family, own.person, "BAPANAS-BERAS")

    told = shown(own)

    assert f'href="/kelayakan/{rice.pk}/"' in told
    assert f'href="/kelayakan/{own.pk}/"' not in told


def test_after_a_decision_the_next_one_is_at_hand(own, now):
    following = a_recipient("PBI-JK", name="YATEMI")
    before = shown(own)
    checks.find_fit(check=looked_at(own, OPERATOR), on=TODAY, by=OPERATOR, at=AT)

    told = shown(own)

    assert "Berikutnya:" not in before
    assert "Berikutnya: YATEMI" in told
    assert f'href="/kelayakan/{following.pk}/"' in told


def test_the_office_that_decides_on_a_city_is_led_to_nobody(own, now):
    a_recipient("PBI-JK", name="YATEMI")
    checks.find_fit(check=looked_at(own, OPERATOR), on=TODAY, by=OPERATOR, at=AT)

    assert "Berikutnya:" not in shown(own, SUPERVISOR)
