"""The map of a kelurahan: what each point says, what is narrowed, who may look, what it weighs."""

import gzip
import json
import re
from datetime import date

import pytest
from django.test import RequestFactory

from kesos.config.settings.maps import origin_of
from kesos.database.acting import acting
from kesos.evidence import bench
from kesos.evidence.queries import village as villages
from kesos.evidence.queries.village import STATES, Narrowed
from kesos.evidence.web import map_views
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Enrolment, Membership
from tests.evidence.world import (
    AT,
    BAWANG,
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
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import a_draft, an_open_month
from tests.registry.world import a_family, a_person, a_source
from tests.screens import screen

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    at_the_time(monkeypatch, AT)


def aided(family, state):
    with acting(SYSTEM):
        person = Membership.objects.get(family=family, relation=1).person_id
        Enrolment.objects.create(
            person_id=person, family=family, programme="PKH", state=state, from_on=date(2026, 1, 1),
            to_on=date(2026, 10, 1) if state.startswith("NONAKTIF") else None,
            unlisted_reason="contoh", source=a_source(),
        )  # fmt: skip
    return family


def found(actor=OPERATOR, code=BAWANG, **asked):
    with acting(actor):
        return villages.village(actor, code, Narrowed(**asked))


@pytest.mark.requirement("K-24")
def test_each_family_stands_on_the_map_with_what_it_has_to_do_with_aid():
    states = {
        "SULASTRI": aided(a_house("SULASTRI"), "AKTIF"),
        "YATEMI": aided(a_house("YATEMI"), "DITANGGUHKAN"),
        "PAIJAN": aided(a_house("PAIJAN"), "NONAKTIF_PINDAH"),
        "TUKIJO": a_house("TUKIJO"),
        "WARSI": a_house("WARSI"),
    }
    a_draft(an_open_month(), states["WARSI"])

    village = found()

    assert {row.name: row.state for row in village.rows} == {
        "SULASTRI": "active", "YATEMI": "suspended", "PAIJAN": "inactive", "TUKIJO": "none", "WARSI": "proposed",
    }  # fmt: skip
    assert village.counts == {**dict.fromkeys(STATES, 1), "waiting": 0}


def test_list_and_points_are_narrowed_alike_and_the_legend_counts_all():
    first = a_family(a_person("SULASTRI"), rt="001", rw="002")
    second = aided(a_family(a_person("YATEMI"), rt="003", rw="004"), "AKTIF")
    for family in (first, second):
        point(family)
    shoot(second, picture(1))

    assert [row.name for row in found(rw="002").rows] == ["SULASTRI"]
    assert [row.name for row in found(state="active").rows] == ["YATEMI"]
    assert [row.name for row in found(lacks="foto").rows] == ["SULASTRI"]
    assert [row.name for row in found(lacks="titik").rows] == []
    page = visit(OPERATOR, "/peta/", wilayah=BAWANG, keadaan="active")
    assert "YATEMI" in page
    assert "SULASTRI" not in page
    assert "Tidak menerima <span" in page.raw
    assert f"/peta/titik.json?wilayah={BAWANG}&amp;keadaan=active" in page.raw


def test_opened_from_the_menu_the_map_asks_for_the_kelurahan_it_shows():
    a_house("SULASTRI")

    page = visit(OPERATOR, "/peta/")

    assert f"/peta/titik.json?wilayah={BAWANG}" in page.raw
    assert f"?wilayah={BAWANG}" in page.raw.split("<noscript>")[1].split("</noscript>")[0]


def test_the_points_travel_without_names_and_arrive_where_they_stand():
    family = a_house("SULASTRI")
    point(family)

    answer = screen(map_views.points, OPERATOR, data={"wilayah": BAWANG})
    told = json.loads(answer.content)

    assert told["ids"] == [family.pk]
    assert (told["south"] + told["lat"][0]) / told["grain"] == pytest.approx(float(INSIDE[0]), abs=1e-5)
    assert (told["west"] + told["lon"][0]) / told["grain"] == pytest.approx(float(INSIDE[1]), abs=1e-5)
    assert b"SULASTRI" not in answer.content
    assert told["own"].startswith("M")
    assert len(told["around"]) > 5


@pytest.mark.requirement("K-25")
def test_choosing_a_family_shows_the_picture_of_its_house_and_its_place():
    family = a_house("SULASTRI")
    photo = shoot(family)
    point(family)

    card = visit(OPERATOR, f"/peta/keluarga/{family.pk}/")
    page = visit(OPERATOR, "/peta/", wilayah=BAWANG, keluarga=str(family.pk))

    for answer in (card, page):
        assert f"/rumah/foto/{photo.pk}/kecil/" in answer.raw
        assert "Rumah SULASTRI dari depan" in answer
    assert 'aria-current="true"' in page.raw


def test_without_scripts_a_picture_drawn_by_the_server_shows_each_state_by_a_shape_of_its_own():
    for name, state in (("SULASTRI", "AKTIF"), ("YATEMI", "DITANGGUHKAN")):
        point(aided(a_house(name), state))

    answer = screen(map_views.drawn, OPERATOR, data={"wilayah": BAWANG})

    text = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert text.count("<g ") == 2
    assert '<circle r="7"/>' in text
    assert "M-6-6H6V6H-6z" in text
    assert "SULASTRI" not in text


@pytest.mark.requirement("X-06")
@pytest.mark.parametrize("path", ["/peta/", "/peta/titik.json", "/peta/gambar.svg"])
def test_the_next_kelurahan_finds_no_map(path):
    family = a_house()
    point(family)

    assert visit(NEIGHBOUR, path, wilayah=BAWANG).status == 404
    assert visit(OPERATOR, path, wilayah="3571").status == 404
    assert visit(OPERATOR, path, wilayah="../../").status == 404
    assert visit(NEIGHBOUR, f"/peta/keluarga/{family.pk}/").status == 404
    assert visit(NEIGHBOUR, "/peta/titik.json", wilayah=BAWANG, hanya="batas").status == 404


def test_a_city_chooses_among_its_kelurahan_and_sees_a_place_without_families():
    a_house("SULASTRI")

    page = visit(OFFICE, "/peta/", wilayah=NGRONGGO)

    assert page.status == 200
    assert f'<option value="{BAWANG}"' in page.raw
    assert "Tidak ada keluarga" in page


def test_a_map_of_1200_points_weighs_at_most_100_kb_with_everything_a_browser_needs():
    bench.settle(BAWANG)

    page, points = packed(map_views.one), packed(map_views.points)

    assert len(json.loads(gzip.decompress(points))["ids"]) == bench.POINTS
    weighed = bench.weights(page, points)
    assert sum(weighed.values()) <= 100 * KB, weighed
    assert re.findall(rb"<script[^>]*leaflet", gzip.decompress(page)) == []  # fetched when the map is seen


def packed(view) -> bytes:
    """The answer as it is sent to a browser that unpacks."""
    request = RequestFactory().get("/", {"wilayah": BAWANG}, headers={"Accept-Encoding": "gzip"})
    request.actor = OPERATOR
    with acting(OPERATOR):
        answer = view(request)
    assert answer["Content-Encoding"] == "gzip"
    return answer.content


def test_by_default_no_other_server_is_asked_and_an_address_opens_the_policy_for_it_alone(settings):
    a_house()
    bare = visit(OPERATOR, "/peta/", wilayah=BAWANG)
    settings.MAP_TILES = "https://peta.contoh.go.id/{z}/{x}/{y}.png"
    settings.MAP_CREDIT = "Kota Contoh"

    page = visit(OPERATOR, "/peta/", wilayah=BAWANG)

    assert "data-tiles" not in bare.raw
    assert "https://" not in bare.raw
    assert 'data-tiles="https://peta.contoh.go.id/{z}/{x}/{y}.png"' in page.raw
    assert "Peta dasar: Kota Contoh" in page
    assert origin_of("") == []
    assert origin_of(settings.MAP_TILES) == ["https://peta.contoh.go.id"]


@pytest.mark.parametrize(
    "wrong",
    ["http://peta.contoh/{z}/{x}/{y}.png", "https://{s}.contoh/{z}/{x}/{y}.png", "https://peta.contoh/peta.png", "x",
     "https://a;script-src *@b/{z}/{x}/{y}"],
)  # fmt: skip
def test_an_address_that_would_open_more_stops_the_program_with_a_sentence(wrong):
    with pytest.raises(SystemExit, match="KESOS_MAP_TILES"):
        origin_of(wrong)
