"""What a verifier is told of photo and point, in words; nothing is decided and nothing of another area is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from kesos.database.acting import acting
from kesos.evidence.models import HousePhoto
from kesos.evidence.queries.checks import checks
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Family, Membership
from tests.databases import as_owner
from tests.evidence.world import (
    AT,
    BAWANG,
    HEIC,
    INSIDE,
    NEIGHBOUR,
    NGRONGGO,
    OFFICE,
    OPERATOR,
    a_house,
    picture,
    point,
    shoot,
)

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
NEAR = (float(INSIDE[0]), float(INSIDE[1]))


def told(family, *, by=OPERATOR, since=NOVEMBER):
    with acting(by):
        return {each.code: each for each in checks([family.pk], since=since, at=AT).get(family.pk, [])}


@pytest.mark.requirement("K-26")
def test_a_sound_house_has_nothing_to_tell():
    family = a_house()
    shoot(family, picture(1, place=NEAR))
    point(family, accuracy_m=8)

    assert told(family) == {}


@pytest.mark.requirement("K-31")
def test_without_front_photo_and_point_both_are_missing():
    family = a_house()
    shoot(family, view="inside")

    assert told(family).keys() == {"front_missing", "point_missing"}


def test_a_reason_for_no_point_is_told():
    family = a_house()
    shoot(family, picture(1))
    point(family, how="none", reason="other", note="Tinggal di perahu")

    assert told(family)["point_none"].sentence == "Tanpa titik rumah: lainnya (Tinggal di perahu)."


@pytest.mark.requirement("K-26")
def test_a_photo_older_than_the_period_is_told_by_the_day_of_the_camera():
    family = a_house()
    shoot(family, picture(1, taken="2026:10:31 16:00:00"))
    point(family)

    assert (
        told(family)["photo_old"].sentence
        == "Foto depan dari 31 Oktober 2026, sebelum periode ini dimulai (1 November 2026)."
    )
    assert "photo_old" not in told(family, since=None)


def test_a_photo_without_time_counts_from_the_day_it_was_sent_and_says_so():
    family = a_house()
    shoot(family, picture(1, taken=""), at=AT - timedelta(days=40))
    point(family)

    assert told(family).keys() == {"photo_undated", "photo_old"}


@pytest.mark.requirement("K-26")
@pytest.mark.parametrize(
    ("place", "words"), [((-7.851654, 112.061103), "1,2 km"), ((0.0001, 0.0001), "lebih dari 100 km")]
)
def test_a_photo_taken_far_from_the_point_is_told(place, words):
    family = a_house()
    shoot(family, picture(1, place=place))
    point(family, accuracy_m=8)

    assert f"foto diambil {words} dari titik rumah" in told(family)["photo_far"].sentence


def test_an_impossible_position_of_the_camera_is_left_out():
    family = a_house()
    photo = shoot(family, picture(1, place=(200.0, 400.0)))
    point(family)

    assert photo.camera_latitude is None
    assert told(family) == {}


@pytest.mark.requirement("K-26")
@pytest.mark.parametrize(("moved", "is_told"), [(0.0, False), (0.05, True)])
def test_a_point_outside_the_boundary_is_told(moved, is_told):
    family = a_house()
    shoot(family, picture(1))
    point(family, longitude=INSIDE[1] + Decimal(str(moved)))

    assert ("point_outside" in told(family)) is is_told


def test_without_a_point_the_position_of_the_camera_is_held_against_the_boundary():
    family = a_house()
    shoot(family, picture(1, place=(-7.8627, 112.152)))
    point(family, how="none", reason="no_signal")

    assert "di luar batas kelurahan" in told(family)["photo_outside"].sentence


@pytest.mark.requirement("K-26")
def test_the_same_file_with_another_family_is_told_with_the_family_where_it_may_be_seen():
    first, second = a_house("SULASTRI"), a_house("YATEMI")
    shoot(first, picture(7))
    shoot(second, picture(7))

    found = told(second)["photo_same"]

    assert "Foto yang sama persis juga dipakai untuk keluarga SULASTRI" in found.sentence
    with acting(SYSTEM):
        assert found.person_id == Membership.objects.get(family=first).person_id


@pytest.mark.requirement("X-06")
def test_of_a_family_in_another_area_it_is_told_only_that_there_is_one():
    there, here = a_house("SULASTRI", region=NGRONGGO), a_house("YATEMI")
    shoot(there, picture(7), by=NEIGHBOUR)
    shoot(here, picture(7))

    mine, of_the_city = told(here)["photo_same"], told(here, by=OFFICE)["photo_same"]

    assert mine.person_id is None
    assert "keluarga lain di luar wilayah Anda" in mine.sentence
    assert "SULASTRI" not in mine.sentence
    assert "SULASTRI" in of_the_city.sentence


@pytest.mark.requirement("K-26")
@pytest.mark.parametrize("way", [{"quality": 35}, {"size": (900, 675)}, {"form": "PNG"}, {"taken": ""}])
def test_a_picture_saved_anew_is_known_again(way):
    first, second = a_house("SULASTRI"), a_house("YATEMI")
    shoot(first, picture(7))
    shoot(second, picture(7, **way))

    assert "Foto yang sangat mirip" in told(second)["photo_alike"].sentence


def test_other_houses_are_not_alike():
    families = [a_house(f"WARGA {n}") for n in range(8)]
    for n, family in enumerate(families):
        shoot(family, picture(100 + n))
    shoot(families[0], HEIC.read_bytes(), view="side")

    with acting(OPERATOR):
        found = checks([family.pk for family in families], since=None, at=AT)
    assert [each.code for every in found.values() for each in every if each.code.startswith("photo_")] == []


def test_every_pair_up_to_seven_bits_is_found_and_none_above(db):
    first, second = a_house("SULASTRI"), a_house("YATEMI")
    shoot(first, picture(7))
    photo = shoot(second, picture(8))
    with acting(SYSTEM):
        mark = HousePhoto.objects.get(family=first).fingerprint
        found = {}
        for bits in range(11):
            flipped = (mark ^ sum(1 << (bit * 9 % 64) for bit in range(bits))) & (2**64 - 1)
            HousePhoto.objects.filter(pk=photo.pk).update(fingerprint=flipped - 2**64 if flipped >= 2**63 else flipped)
            found[bits] = "photo_alike" in told(second)

    assert found == {bits: bits <= 7 for bits in range(11)}


def test_a_family_that_moved_has_no_photo_of_its_new_house():
    family = a_house()
    shoot(family, picture(1))
    point(family)
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(region=NGRONGGO)

    found = told(family, by=OFFICE)

    assert "alamat sebelumnya" in found["front_missing"].sentence


def test_the_next_kelurahan_is_told_nothing():
    family = a_house()
    shoot(family, picture(1))

    assert told(family, by=NEIGHBOUR) == {}


def test_a_hundred_families_are_two_statements(django_assert_num_queries):
    families = [a_house(f"WARGA {n}") for n in range(20)]
    for family in families:
        shoot(family, picture(family.pk))

    with acting(OPERATOR):
        checks([families[0].pk], since=None, at=AT)
        with django_assert_num_queries(4):  # and two dated limits
            assert len(checks([family.pk for family in families], since=None, at=AT)) == 20


def test_alike_pictures_are_found_by_index_among_many():
    family = a_house()
    shoot(family, picture(1))
    with as_owner() as owner:
        owner.execute("set enable_seqscan = off")
        plan = "\n".join(
            line
            for (line,) in owner.execute(
                "explain select 1 from evidence_housephoto p join evidence_housephoto s"
                " on s.bands && evidence_near_bands(p.bands) where p.id = 1"
            )
        )
    assert "house_photo_alike" in plan


BROKEN = {
    "house_photo_one_current": "update evidence_housephoto set is_current = true, view = 'front'",
    "house_photo_once": "update evidence_housephoto set upload_sha256 = repeat('a', 64)",
    "house_photo_mark": "update evidence_housephoto set upload_sha256 = 'bukan'",
    "house_photo_in_a_village": "update evidence_housephoto set region_code = '3571'",
    "house_photo_view": "update evidence_housephoto set view = 'langit'",
    "house_photo_position_whole": "update evidence_housephoto set camera_latitude = -7.8, camera_longitude = null",
    "house_point_one_current": "update evidence_housepoint set is_current = true",
    "house_point_or_reason": "update evidence_housepoint set latitude = null",
    "house_point_accuracy_of_device": "update evidence_housepoint set how = 'map', accuracy_m = 5",
    "house_point_other_is_told": "update evidence_housepoint set how = 'none', latitude = null, longitude = null, "
    "accuracy_m = null, reason = 'other', note = ''",
    "house_point_in_a_village": "update evidence_housepoint set region_code = 'desa'",
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_database_refuses_by_hand_what_cannot_be(constraint):
    from django.db import IntegrityError

    family = a_house()
    shoot(family, picture(1))
    shoot(family, picture(2))
    point(family, accuracy_m=3)
    point(family, how="map")

    with pytest.raises(IntegrityError, match=constraint), acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(BROKEN[constraint])


@pytest.mark.requirement("X-06")
def test_the_database_alone_shows_the_next_kelurahan_neither_photo_nor_point():
    family = a_house()
    shoot(family)
    point(family)

    counts = {}
    for name, actor in (("own", OPERATOR), ("next", NEIGHBOUR)):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute(
                "select (select count(*) from evidence_housephoto), (select count(*) from evidence_housepoint)"
            )
            counts[name] = cursor.fetchone()
    assert counts == {"own": (1, 1), "next": (0, 0)}
    assert BAWANG != NGRONGGO
