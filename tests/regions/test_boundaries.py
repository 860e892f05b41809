"""Maps are complete and drawn, and a point finds its kelurahan."""

import re

import pytest

from kesos.regions.models import Boundary, Region
from kesos.regions.queries.maps import map_around, map_below
from kesos.regions.queries.places import region_at

pytestmark = pytest.mark.django_db
PATH = re.compile(r"(M-?\d+[ -]-?\d+l[-\d ]+z)+")


@pytest.mark.requirement("K-09")
def test_every_kabupaten_and_kota_has_its_boundary():
    bare = Region.objects.filter(level=2, valid_to=None, boundary=None)

    assert not bare.exists()
    assert Boundary.objects.filter(region__level=2).count() == 514


@pytest.mark.parametrize("city", ["3372", "3571", "6372"])
def test_every_kelurahan_of_the_three_cities_has_its_boundary(city):
    assert not Region.objects.filter(code__startswith=city, level=4, boundary=None).exists()


def test_the_dissolved_layer_wins_over_the_national_one():
    layers = set(
        Boundary.objects.filter(region__code__startswith="35", region__level=2).values_list("layer", flat=True)
    )

    assert layers == {"gabungan"}


@pytest.mark.parametrize(
    ("code", "shapes"), [("3372", 54), ("3571", 46), ("6372", 20), ("33", 35), ("91", 9), ("357103", 15)]
)
def test_a_map_draws_everything_below(code, shapes):
    drawn = map_below(code)

    assert len(drawn.shapes) == shapes
    assert all(PATH.fullmatch(shape.path) for shape in drawn.shapes)
    _, _, width, height = map(int, drawn.view_box.split())
    assert max(width, height) == 528
    assert min(width, height) > 100


def test_every_province_can_be_drawn():
    provinces = Region.objects.filter(level=1).values_list("code", flat=True)

    drawn = [map_below(code) for code in provinces]

    assert sum(len(each.shapes) for each in drawn) == 514


def test_there_is_no_map_where_no_boundary_is_shipped():
    assert map_below("3301") is None
    assert map_around("3301").shapes[0].code == "3301"
    assert map_around("35") is None


def test_every_point_that_lies_inside_finds_its_own_kelurahan():
    kelurahan = Boundary.objects.filter(region__level=4)

    strays = [b.region_id for b in kelurahan if region_at(b.longitude, b.latitude) != b.region_id]

    assert strays == []


def test_every_point_that_lies_inside_finds_its_own_kabupaten():
    held = Boundary.objects.filter(region__level=2)

    strays = [b.region_id for b in held if region_at(b.longitude, b.latitude, code_length=4) != b.region_id]

    assert strays == []


def test_a_point_at_sea_lies_nowhere():
    assert region_at(110.0, -12.5) is None
    assert region_at(110.0, -12.5, code_length=4) is None
