"""What the database refuses, whoever writes: a code must mean what it says."""

import pytest
from django.db import IntegrityError, connection, transaction

pytestmark = pytest.mark.django_db


def insert(code: str, kind: str, parent: str | None, **more: object) -> None:
    row = {"code": code, "name": "Contoh", "kind": kind, "parent_id": parent, "decree": "", **more}
    columns, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"insert into regions_region ({columns}) values ({marks})", list(row.values()))
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [
        ("3599", "kota", "35"),
        ("3569", "kabupaten", "35"),
        ("357199", "kecamatan", "3571"),
        ("3571031999", "kelurahan", "357103"),
        ("3506012999", "desa", "350601"),
        ("9103013999", "desa_adat", "910301"),
    ],
)
def test_accepts_every_kind_under_its_parent(code, kind, parent):
    insert(code, kind, parent)


@pytest.mark.parametrize(
    ("code", "kind", "parent", "broken"),
    [
        ("357", "kota", "35", "region_code_shape"),
        ("35.71", "kota", "35", "region_code_shape"),
        ("3570", "kota", "35", "region_code_shape"),
        ("3500", "kabupaten", "35", "region_code_shape"),
        ("357100", "kecamatan", "3571", "region_code_shape"),
        ("35710310", "kelurahan", "357103", "region_code_shape"),
        ("3571034999", "desa", "357103", "region_code_shape"),
        ("3599", "kabupaten", "35", "region_kind_of_code"),
        ("3569", "kota", "35", "region_kind_of_code"),
        ("3571031999", "desa", "357103", "region_kind_of_code"),
        ("3571032999", "kelurahan", "357103", "region_kind_of_code"),
        ("9103013999", "desa", "910301", "region_kind_of_code"),
        ("3571031999", "kelurahan", "357102", "region_parent_is_prefix"),
        ("3571031999", "kelurahan", None, "region_parent_is_prefix"),
        ("3599", "kota", None, "region_parent_is_prefix"),
    ],
)
def test_refuses_a_code_that_belies_its_kind_or_parent(code, kind, parent, broken):
    with pytest.raises(IntegrityError, match=broken):
        insert(code, kind, parent)


def test_refuses_a_parent_that_does_not_exist():
    with pytest.raises(IntegrityError, match="foreign key"):
        insert("3571991999", "kelurahan", "357199")


def test_refuses_the_same_code_twice():
    with pytest.raises(IntegrityError, match="regions_region_pkey"):
        insert("3571031009", "kelurahan", "357103")


def test_refuses_an_end_before_the_beginning():
    with pytest.raises(IntegrityError, match="region_validity_order"):
        insert("357199", "kecamatan", "3571", valid_from="2025-06-23", valid_to="2025-06-22")


def test_refuses_a_successor_of_a_region_that_is_still_valid():
    with pytest.raises(IntegrityError, match="region_successor_of_retired"):
        insert("357199", "kecamatan", "3571", successor_id="357103")


def test_refuses_a_nameless_region():
    with pytest.raises(IntegrityError, match="region_named"):
        insert("357199", "kecamatan", "3571", name="")


def test_the_level_cannot_be_told_otherwise():
    with pytest.raises(Exception, match="generated column"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update regions_region set level = 1 where code = '3571'")
