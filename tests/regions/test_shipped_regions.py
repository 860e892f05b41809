"""All regions of the decree are there, and the retired codes with what is known of them."""

from collections import Counter

import pytest
from django.db.models import Q

from kesos.regions.models import LoadedSource, Region
from kesos.regions.queries import tree
from kesos.regions.reference import load
from tests.databases import as_owner

pytestmark = pytest.mark.django_db
BY_KIND = {
    "provinsi": 38, "kabupaten": 416, "kota": 98, "kecamatan": 7285, "kelurahan": 8496, "desa": 75252, "desa_adat": 14,
}  # fmt: skip


@pytest.mark.requirement("K-09")
def test_every_region_of_the_country_is_there_by_kind():
    current = Region.objects.filter(valid_to=None)

    assert Counter(current.values_list("kind", flat=True)) == BY_KIND
    assert current.count() == 91_599


def test_retired_codes_stay_with_their_last_day():
    retired = Region.objects.filter(valid_to__isnull=False)

    assert Counter(retired.values_list("kind", flat=True)) == {"kabupaten": 25, "kota": 1, "kecamatan": 594}
    assert not retired.filter(code__in=Region.objects.filter(valid_to=None).values("code")).exists()


def test_successors_are_current_and_of_the_same_kind_and_name():
    led_on = Region.objects.filter(successor__isnull=False).select_related("successor")

    assert led_on.count() == 615
    assert all(r.successor.valid_to is None and r.successor.kind == r.kind for r in led_on)
    assert all(r.successor.search_key == r.search_key for r in led_on)


def test_a_successor_is_left_open_where_it_is_not_certain():
    unsure = Region.objects.filter(valid_to__isnull=False, successor=None)

    assert set(unsure.values_list("code", flat=True)) == {"911336", "911344", "911347", "911818", "912101"}


def test_every_region_but_a_province_hangs_under_another():
    assert not Region.objects.filter(~Q(level=1), parent=None).exists()


def test_surakarta_kediri_and_banjarbaru_have_their_kelurahan():
    found = {code: Region.objects.filter(code__startswith=code, level=4).count() for code in ("3372", "3571", "6372")}

    assert found == {"3372": 54, "3571": 46, "6372": 20}


def test_a_current_code_names_its_decree():
    assert tree.by_code("3571031009").decree == "Kepmendagri 300.2.2-2430/2025"


def test_loading_the_same_files_again_changes_nothing():
    before = dict(LoadedSource.objects.values_list("name", "loaded_at"))

    with as_owner() as owner:
        load(owner)
        load(owner)

    assert set(before) == {"regions", "boundaries", "rings", "codes"}
    assert dict(LoadedSource.objects.values_list("name", "loaded_at")) == before


def test_a_newer_file_mends_what_a_hand_has_changed():
    with as_owner() as owner:
        owner.autocommit = False
        owner.execute("update regions_region set name = 'Salah' where code = '3571031009'")
        owner.execute("update regions_loadedsource set sha256 = 'lama' where name = 'regions'")
        load(owner)
        (name,) = owner.execute("select name from regions_region where code = '3571031009'").fetchone()
        owner.rollback()

    assert name == "Bawang"
