"""The screens of one house: what is shown, taken in, refused; and the pictures."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.evidence import bench
from kesos.evidence.models import HousePhoto, HousePoint
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Membership
from tests.evidence.world import AT, BAWANG, NEIGHBOUR, OPERATOR, a_house, picture, point, shoot, somebody
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import OPERATOR as month_operator
from tests.proposals.world import a_draft, an_open_month

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    at_the_time(monkeypatch, AT)


def sent(content: bytes | None = None, name: str = "rumah.jpg", **more):
    file = SimpleUploadedFile(name, picture(3) if content is None else content, "image/jpeg")
    return {"sisi": "front", "foto": file, **more}


@pytest.mark.requirement("K-31")
def test_a_photo_is_taken_on_the_page_with_a_guide_and_shown_with_who_took_it():
    family = a_house()

    before = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/")
    done = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/foto/", sent())
    after = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/")

    assert "Belum ada foto depan rumah" in before
    assert "Atap sampai lantai" in before
    assert 'capture="environment"' in before.raw
    assert (done.status, done.said) == (302, ["Foto tersimpan: Depan, dari atap sampai lantai."])
    assert "Dwi Astutik" in after
    assert "/kecil/" in after.raw
    assert "Belum ada foto depan rumah" not in after


def test_the_same_photo_sent_twice_says_that_nothing_changed():
    family = a_house()
    visit(OPERATOR, f"/keluarga/{family.pk}/rumah/foto/", sent())

    again = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/foto/", sent())

    assert "tidak ada yang berubah" in again
    with acting(SYSTEM):
        assert HousePhoto.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<html></html>", "harus berupa"), (b"", "kosong"), (picture(1)[:3000], "rusak atau tidak utuh")],
)
def test_a_refused_photo_is_a_sentence_on_the_page(content, words):
    family = a_house()

    answer = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/foto/", sent(content))

    assert answer.status == 409
    assert "Belum tersimpan." in answer
    assert words in answer


def test_a_form_without_a_file_asks_for_one():
    answer = visit(OPERATOR, f"/keluarga/{a_house().pk}/rumah/foto/", {"sisi": "front"})

    assert answer.status == 409
    assert "Pilih atau ambil fotonya dahulu." in answer


@pytest.mark.requirement("K-24")
@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ({"cara": "device", "lintang": "-7.862654", "bujur": "112.061103", "ketelitian": "8"}, "device"),
        ({"cara": "map", "lintang": "-7.862654", "bujur": "112.061103", "ketelitian": ""}, "map"),
        ({"cara": "typed", "lintang": "−7,862654", "bujur": "112,061103", "ketelitian": "4"}, "typed"),
        ({"cara": "none", "alasan": "no_signal", "catatan": ""}, "none"),
    ],
)
def test_a_point_is_taken_in_four_ways(typed, how):
    family = a_house()

    answer = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/titik/", typed)

    assert answer.said == ["Titik rumah tersimpan."]
    with acting(SYSTEM):
        made = HousePoint.objects.get(family=family)
    assert made.how == how
    assert made.accuracy_m == (8 if how == "device" else None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"cara": "typed", "lintang": "48,8", "bujur": "2,3"}, "Titik rumah belum benar"),
        ({"cara": "typed", "lintang": "tujuh", "bujur": "112"}, "Titik rumah belum benar"),
        ({"cara": "device", "lintang": "", "bujur": ""}, "Titik rumah belum benar"),
        ({"cara": "typed", "lintang": "1e999", "bujur": "Infinity"}, "Titik rumah belum benar"),
        ({"cara": "device", "lintang": "-7,8", "bujur": "112", "ketelitian": "1e9999999"}, "Titik rumah belum benar"),
        ({"cara": "none", "alasan": "other", "catatan": ""}, "Tuliskan alasannya"),
        ({"cara": "none"}, "Pilih mengapa"),
    ],
)
def test_a_wrong_point_is_a_sentence_and_what_was_typed_stays(typed, words):
    answer = visit(OPERATOR, f"/keluarga/{a_house().pk}/rumah/titik/", typed)

    assert answer.status == 409
    assert words in answer
    assert typed.get("lintang", "") in answer.raw


@pytest.mark.requirement("X-06")
@pytest.mark.parametrize("size", ["", "kecil/"])
def test_a_picture_is_served_to_who_may_see_it_and_to_nobody_else(size):
    family = a_house()
    photo = shoot(family)
    address = f"/rumah/foto/{photo.pk}/{size}"
    from kesos.evidence.web import house_views
    from tests.screens import screen  # the answer is a stream

    answer = screen(house_views.small if size else house_views.picture, OPERATOR, photo_id=photo.pk)
    content = b"".join(answer.streaming_content)
    answer.file_to_stream.close()

    assert content.startswith(b"\xff\xd8\xff")
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert visit(NEIGHBOUR, address).status == 404
    assert visit(somebody(BAWANG, held=("person.view",)), address).status == 403
    assert visit(None, address).where.startswith("/akun/login/")


@pytest.mark.requirement("X-06")
@pytest.mark.parametrize("path", ["", "panel/"])
def test_the_next_kelurahan_finds_no_house(path):
    family = a_house()

    assert visit(NEIGHBOUR, f"/keluarga/{family.pk}/rumah/{path}").status == 404
    assert visit(NEIGHBOUR, f"/keluarga/{family.pk}/rumah/foto/", sent()).status == 404
    assert visit(NEIGHBOUR, f"/keluarga/{family.pk}/rumah/titik/", {"cara": "none", "alasan": "other"}).status == 404


def test_who_may_not_open_files_sees_that_there_is_a_photo_and_not_the_photo():
    family = a_house()
    shoot(family)

    page = visit(somebody(BAWANG, held=("person.view",)), f"/keluarga/{family.pk}/rumah/")

    assert "Peran Anda tidak membuka foto" in page
    assert "/rumah/foto/" not in page.raw
    assert "Simpan foto" not in page


@pytest.mark.requirement("K-25")
def test_from_a_persons_page_a_door_leads_to_the_house_and_the_panel_is_shown():
    family = a_house()
    shoot(family)
    with acting(SYSTEM):
        person = Membership.objects.get(family=family).person_id

    page = visit(OPERATOR, f"/warga/{person}/")
    door = visit(OPERATOR, "/rumah/", warga=str(person))
    panel = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/panel/")

    assert f"/rumah/?warga={person}" in page.raw
    assert f'hx-get="/keluarga/{family.pk}/rumah/panel/"' in page.raw
    assert door.where == f"/keluarga/{family.pk}/rumah/"
    assert visit(NEIGHBOUR, "/rumah/", warga=str(person)).status == 404
    assert visit(OPERATOR, "/rumah/", warga="x").status == 404
    assert "Rumah SULASTRI dari depan" in panel


def test_earlier_photos_stay_on_the_page():
    family = a_house()
    shoot(family, picture(1))
    shoot(family, picture(2))
    point(family, accuracy_m=5)

    page = visit(OPERATOR, f"/keluarga/{family.pk}/rumah/")

    assert "Foto sebelumnya" in page
    assert "ketelitian 5 m" in page


@pytest.mark.requirement("K-26")
@pytest.mark.parametrize("page", ["house", "proposal"])
def test_a_page_with_the_house_weighs_at_most_60_kb_without_the_photo(page):
    family = a_house()
    shoot(family)
    point(family, accuracy_m=8)
    if page == "house":
        address, by = f"/keluarga/{family.pk}/rumah/", OPERATOR
    else:
        by = month_operator
        address = f"/usulan/{a_draft(an_open_month(), family, by=by).number}/"

    html = visit(by, address).raw.encode()

    files = ("evidence/house.css", "evidence/house.js", "evidence/map.js")
    weighed = bench.weights(gzip.compress(html), b"", files=files)
    assert sum(weighed.values()) <= 60 * 1024, weighed
