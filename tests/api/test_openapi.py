"""The OpenAPI document is a promise to others: a change of it is seen in review."""

import ast
import json
from collections import Counter

import pytest
from django.test import Client

from kesos.config.api import api
from kesos.config.commands.api import SNAPSHOT, text
from tests.rules.house import PACKAGE, ROOT


def operations():
    return [(m, told) for methods in api.get_openapi_schema()["paths"].values() for m, told in methods.items()]


def test_the_snapshot_says_what_the_api_is():
    kept = (ROOT / SNAPSHOT).read_text(encoding="utf-8")

    assert kept == text(), "API berubah: jalankan `kesos api snapshot` dan baca perbedaannya."


@pytest.mark.django_db
def test_the_document_is_served_to_everybody():
    answer = Client().get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert json.loads(answer.content)["paths"].keys() == json.loads(text())["paths"].keys()


def test_no_two_bodies_share_a_name_for_one_would_be_described_as_the_other():
    found = Counter(
        each.name
        for file in PACKAGE.rglob("*.py")
        if "api" in file.relative_to(PACKAGE).as_posix()
        for each in ast.parse(file.read_text()).body
        # what is asked in the address is told field by field, without a name
        if isinstance(each, ast.ClassDef) and _is_schema(each) and f"Query[{each.name}]" not in file.read_text()
    )

    assert [name for name, times in found.items() if times > 1] == []


def _is_schema(told):
    return any(isinstance(base, ast.Name) and base.id.endswith(("Schema", "Out", "One", "Row")) for base in told.bases)


def test_every_act_takes_a_key_and_every_no_is_a_problem():
    for method, told in operations():
        names = {each["name"] for each in told.get("parameters", [])}
        assert ("Idempotency-Key" in names) == (method == "post")
        assert told["responses"]["default"]["content"].keys() == {"application/problem+json"}


def test_every_list_goes_on_by_a_mark_and_never_by_a_number():
    for _, told in operations():
        names = {each["name"]: each["schema"] for each in told.get("parameters", [])}
        assert not names.keys() & {"offset", "page", "halaman"}
        if "limit" in names:
            assert names["limit"]["maximum"] == 200
