"""A photo of a house: taken in, made clean, dated; refused with a sentence and nothing kept."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.evidence.models import HousePhoto
from kesos.evidence.services.photograph import PhotoUsedBefore, photograph
from kesos.files import disk
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from tests.evidence.world import AT, BAWANG, HEIC, NEIGHBOUR, OPERATOR, a_house, picture, shoot, somebody
from tests.files.uploads import on_disk

pytestmark = pytest.mark.django_db


def kept() -> tuple[int, int]:
    with acting(SYSTEM):
        return HousePhoto.objects.count(), StoredFile.objects.filter(kind="house_photo").count()


@pytest.mark.requirement("K-31")
def test_a_front_photo_is_kept_clean_with_its_date_position_and_who_took_it():
    family = a_house()

    photo = shoot(family, picture(3, place=(-7.841, 112.052)))

    assert (photo.view, photo.is_current, photo.by_name, photo.region_code) == ("front", True, "Dwi Astutik", BAWANG)
    assert photo.taken_at == datetime(2026, 11, 4, 1, 15, 30, tzinfo=UTC)
    assert float(photo.camera_latitude) == pytest.approx(-7.841, abs=1e-5)
    assert float(photo.camera_longitude) == pytest.approx(112.052, abs=1e-5)
    content = disk.place(photo.file.key).read_bytes()
    assert b"RAHASIA" not in content
    with Image.open(io.BytesIO(content)) as clean:
        assert not clean.getexif()
    assert photo.file.has_thumbnail
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="evidence.photographed")
    assert event.subject == f"family:{family.pk}"


@pytest.mark.requirement("K-31")
def test_heic_of_a_telephone_becomes_a_clean_jpeg_and_its_date_and_position_are_read():
    family = a_house()

    photo = shoot(family, HEIC.read_bytes(), name="IMG_0001.HEIC")

    assert photo.file.media_type == "image/jpeg"
    assert photo.file.name == "IMG_0001.jpg"
    assert photo.taken_at == datetime(2026, 11, 3, 2, 15, 30, tzinfo=UTC)
    assert float(photo.camera_latitude) == pytest.approx(-7.818239, abs=1e-5)
    content = disk.place(photo.file.key).read_bytes()
    assert content.startswith(b"\xff\xd8\xff")
    assert b"RAHASIA" not in content


@pytest.mark.requirement("K-31")
def test_the_newest_photo_of_a_side_is_current_and_the_older_ones_are_kept():
    family = a_house()
    first = shoot(family, picture(1))
    inside = shoot(family, picture(2), view="inside")

    second = shoot(family, picture(3), at=AT + timedelta(days=20))

    with acting(SYSTEM):
        current = dict(HousePhoto.objects.filter(is_current=True).values_list("view", "pk"))
        assert current == {"front": second.pk, "inside": inside.pk}
        assert HousePhoto.objects.get(pk=first.pk).is_current is False
        assert StoredFile.objects.filter(kind="house_photo", deleted_at=None).count() == 3


def test_the_same_upload_twice_changes_nothing(media):
    family = a_house()
    first = photograph(family_id=family.pk, view="front", data=io.BytesIO(picture(1)), name="a", by=OPERATOR, at=AT)
    before = (kept(), len(on_disk(media)))

    again = photograph(family_id=family.pk, view="front", data=io.BytesIO(picture(1)), name="b", by=OPERATOR, at=AT)

    assert (first.created, again.created) == (True, False)
    assert again.photo.pk == first.photo.pk
    assert (kept(), len(on_disk(media))) == before


@pytest.mark.parametrize("view", ["front", "side"])
def test_a_replaced_photo_does_not_come_back_and_one_file_is_not_two_sides(view):
    family = a_house()
    shoot(family, picture(1))
    if view == "front":
        shoot(family, picture(2))
    before = kept()

    with pytest.raises(PhotoUsedBefore) as refused:
        shoot(family, picture(1), view=view)

    assert ("sudah diganti" if view == "front" else "sisi «Depan") in refused.value.sentence
    assert kept() == before


ODD = {
    "html": (b"<html><script>alert(1)</script></html>", "wrong_kind_of_file", "harus berupa"),
    "empty": (b"", "file_empty", "kosong (0 byte)"),
    "truncated": (picture(5)[:4000], "picture_broken", "rusak atau tidak utuh"),
    "truncated_heic": (HEIC.read_bytes()[:1500], "picture_broken", "rusak atau tidak utuh"),
    "text": (b"bukan gambar", "wrong_kind_of_file", "harus berupa"),
    "pdf": (b"%PDF-1.7\n%%EOF\n", "wrong_kind_of_file", "harus berupa"),
}


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_sound_picture_is_refused_with_a_sentence_and_nothing_is_kept(what, media):
    family = a_house()
    content, code, words = ODD[what]

    with pytest.raises(Refused) as refused:
        shoot(family, content, name="rumah.jpg")

    assert refused.value.code == code
    assert words in refused.value.sentence
    assert kept() == (0, 0)
    assert on_disk(media) == []


def a_bomb(form: str) -> bytes:
    """50 megapixels of one colour: some kilobytes to send, 150 MB to hold."""
    out = io.BytesIO()
    Image.new("RGB", (8192, 6144), (90, 90, 90)).save(out, form)
    return out.getvalue()


def test_fifty_megapixels_that_must_be_decoded_whole_are_refused(media):
    family = a_house()

    with pytest.raises(Refused) as refused:
        shoot(family, a_bomb("PNG"))

    assert refused.value.code == "picture_too_large"
    assert "Perkecil atau foto ulang" in refused.value.sentence
    assert on_disk(media) == []


def test_fifty_megapixels_of_a_telephone_are_decoded_at_a_fraction_and_kept_small():
    family = a_house()

    photo = shoot(family, a_bomb("JPEG"))

    with Image.open(disk.place(photo.file.key)) as made:
        assert max(made.size) == 2048
    assert photo.fingerprint is None  # one colour: nothing by which it could be known again


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "1970:01:01 00:00:00", "2031:01:01 00:00:00", "kemarin"])
def test_a_picture_without_time_or_with_an_impossible_one_is_kept_undated(taken):
    photo = shoot(a_house(), picture(4, taken=taken))

    assert photo.taken_at is None
    assert photo.stored_at == AT


@pytest.mark.parametrize(("tag", "upright"), [(6, True), (99, False), (0, False)])
def test_a_picture_is_turned_as_its_tag_says_and_a_wrong_tag_turns_nothing(tag, upright):
    photo = shoot(a_house(), picture(6, size=(800, 600), orientation=tag))

    with Image.open(disk.place(photo.file.key)) as made:
        assert made.size == ((600, 800) if upright else (800, 600))


def test_who_may_look_and_not_record_is_refused_and_the_next_kelurahan_finds_no_family():
    family = a_house()

    with pytest.raises(NotAllowed):
        shoot(family, by=somebody(BAWANG, held=("person.view", "file.view")))
    with pytest.raises(NotFound):
        shoot(family, by=NEIGHBOUR)

    assert kept() == (0, 0)


def test_an_unknown_side_is_refused():
    with pytest.raises(Refused, match="Pilih sisi"):
        shoot(a_house(), view="langit")
