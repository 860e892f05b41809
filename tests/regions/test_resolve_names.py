"""Names as files hold them become codes, or stay open where they may mean two places."""

import pytest
from django.db import connection

from kesos.regions.models import Region
from kesos.regions.queries.places import resolve_names

pytestmark = pytest.mark.django_db


def one(village: str = "", subdistrict: str = "", district: str = "", **more: object) -> str | None:
    typed = (village, subdistrict, district)
    return resolve_names([typed], **more)[typed].code


@pytest.mark.parametrize(
    "typed",
    [
        ("Bawang", "Pesantren", "Kota Kediri"),
        ("BAWANG", "PESANTREN", "KOTA KEDIRI"),
        ("Kel. Bawang", "Kec. Pesantren", "Kota Kediri"),
        ("Kelurahan Bawang", "Kecamatan Pesantren", "KODYA KEDIRI"),
        (" bawang ", "kec pesantren", "kediri"),
        ("Bawang", "", "Kota Kediri"),
        ("35.71.03.1009", "", ""),
        ("3571031009", "Pesantren", "3571"),
    ],
)
def test_reads_the_same_village_however_it_is_typed(typed):
    assert one(*typed) == "3571031009"


@pytest.mark.parametrize("name", ["Bu Nuapu'u", "Bu Nuapu’u", "BU NUAPUU", "Desa Bu Nuapu'u"])
def test_reads_either_apostrophe(name):
    assert one(name, "", "Kab. Sikka") == "5307172010"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("", "Mojoroto", "Kota Kediri"), "357101"),
        (("", "", "Kota Kediri"), "3571"),
        (("", "", "Kab. Kediri"), "3506"),
        (("", "", "Kabupaten Kotabaru"), "6302"),
        (("", "", "Kota Waringin Barat"), "6201"),
    ],
)
def test_gives_the_deepest_level_the_file_tells(typed, code):
    assert one(*typed) == code


def test_leaves_two_places_of_one_name_open():
    found = resolve_names([("", "", "Kediri"), ("Sukamaju", "", "")])

    assert found["", "", "Kediri"].code is None
    assert found["", "", "Kediri"].candidates == 2
    assert found["Sukamaju", "", ""].code is None
    assert found["Sukamaju", "", ""].candidates > 50


def test_the_areas_of_the_importer_settle_what_is_open():
    assert one("Bawang", areas=["3571"]) == "3571031009"
    assert one("", "", "Kediri", areas=["3571"]) == "3571"
    assert one("Bawang", "Pesantren", "Kota Kediri", areas=["3372"]) is None


def test_an_unknown_name_has_no_candidate():
    found = resolve_names([("Antah Berantah", "Pesantren", "Kota Kediri"), ("", "", "")])

    assert {(each.code, each.candidates) for each in found.values()} == {(None, 0)}


def test_a_village_is_not_looked_for_in_another_kecamatan():
    assert one("Bawang", "Mojoroto", "Kota Kediri") is None


@pytest.mark.requirement("K-09")
def test_every_village_of_the_country_is_read_back_from_its_own_names_and_never_as_another():
    names = dict(Region.objects.filter(valid_to=None).values_list("code", "name"))
    wanted = {(names[c], names[c[:6]], names[c[:4]]): c for c in names if len(c) == 10}

    found = resolve_names(wanted)

    wrong = {typed for typed, each in found.items() if each.code not in (None, wanted[typed])}
    open_ones = {typed: each.candidates for typed, each in found.items() if each.code is None}
    assert wrong == set()
    assert len(open_ones) == 18
    assert set(open_ones.values()) == {2}


def test_a_staging_table_joins_it():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            create temporary table staged on commit drop as
            select * from (values (1, 'Bawang', 'Pesantren', 'Kota Kediri'), (2, null, 'Laweyan', 'Surakarta'),
                                  (3, 'Bawang', null, null)) v (line, kelurahan, kecamatan, kabkota)
            """
        )
        cursor.execute(
            """
            select s.line, p.code from staged s
            left join kesos_resolve_places(
                (select array_agg(kelurahan) from staged), (select array_agg(kecamatan) from staged),
                (select array_agg(kabkota) from staged)
            ) p on (p.village, p.subdistrict, p.district)
                 = (coalesce(s.kelurahan, ''), coalesce(s.kecamatan, ''), coalesce(s.kabkota, ''))
            order by s.line
            """
        )

        assert cursor.fetchall() == [(1, "3571031009"), (2, "337201"), (3, None)]
