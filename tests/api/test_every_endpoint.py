"""Every endpoint walked as nobody, as an official of the next area, as the right one."""

import itertools
import json
import re
from functools import cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kesos.access.permissions import PERMISSIONS
from kesos.access.reference import steps
from kesos.config.api import api
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.registry.models import Family, Person
from kesos.ui.screens import SIGNED_IN
from tests.api.endpoint_walks import WALKS
from tests.api.things import Things, all_things
from tests.api.walk import EMPTY, SAME
from tests.api.world import BAWANG, KAB_KEDIRI, KEDIRI, NGRONGGO, NOW, a_picture, a_program
from tests.documents.conftest import new_dinas
from tests.kept import kept, of_this_test

pytestmark = pytest.mark.django_db
NEXT = {BAWANG: NGRONGGO, KEDIRI: KAB_KEDIRI, "": KEDIRI}
FILES = {"downloadLetter", "getFile", "previewTemplate"}


@cache
def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every endpoint, by its id."""
    schema = api.get_openapi_schema()
    return {
        told["operationId"]: (method, path, told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    }


class Bawang:
    """One of everything, and those who ask for it here and next door."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, str], Any] = {}
        places = itertools.product(("OP_DESA", "LURAH"), (BAWANG, NGRONGGO))
        offices = itertools.product(("SUPERVISOR", "KADIS", "OP_DINSOS", "ADMIN"), (KEDIRI, KAB_KEDIRI))
        for role, area in (*places, *offices):
            self.of(role, area)
        self.things = all_things(self.of("OP_DESA", BAWANG), self.of("LURAH", BAWANG), new_dinas())

    def of(self, role: str, area: str) -> Any:
        if (role, area) not in self.made:
            self.made[role, area] = a_program(role, area)
        return self.made[role, area]


@pytest.fixture(scope="module")
def one_bawang(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept(django_db_blocker, tmp_path_factory.mktemp("berkas"), NOW, Bawang) as made:
        yield made


@pytest.fixture(autouse=True)
def _clock_and_files(monkeypatch):
    """The module's own folder stays."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def officials(one_bawang, db):
    return of_this_test(one_bawang).of


@pytest.fixture
def things(one_bawang, db):
    return of_this_test(one_bawang.things)


def carried(name: str) -> Any:
    if name == "csv":
        return SimpleUploadedFile("bnba.csv", b"NIK,Nama,Kelurahan\n9971035204790001,SULASTRI,Bawang\n", "text/csv")
    if name == "results":
        return SimpleUploadedFile("hasil.csv", b"nomor,hasil\nU-3571-2026-11-000001,DITETAPKAN\n", "text/csv")
    return a_picture()


def visited(program: Any, operation: str, things: Things) -> Any:
    walk, (method, _, _) = WALKS[operation], operations()[operation]
    if method == "get":
        return program.get(walk.at(things))
    names = {"csv": "file", "results": "file"}
    files = {names.get(name, name): carried(name) for name in walk.files} if walk.files or walk.is_form else None
    return program.post(walk.at(things), walk.sent(things), files=files)


def test_every_endpoint_is_walked():
    assert WALKS.keys() == operations().keys()


@pytest.mark.parametrize("operation", WALKS)
def test_every_endpoint_says_what_it_needs_and_what_it_does(operation):
    method, path, told = operations()[operation]
    known = set(PERMISSIONS) | {SIGNED_IN} | {permission for _, permission in steps()}

    assert told["x-permission"] in known
    assert told["summary"]
    assert len(told["description"]) > 20
    assert told["tags"]
    assert "nik" not in re.sub(r"\{\w+\}", "", path)
    if method == "get" and operation not in FILES:
        assert "content" in told["responses"]["200"]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("operation", WALKS)
def test_nobody_is_asked_for_a_token(operation):
    method, path, _ = operations()[operation]
    address = re.sub(r"\{(letter_id|key)\}", "00000000-0000-0000-0000-000000000000", path)

    answer = getattr(Client(), method)(re.sub(r"\{\w+\}", "1", address))

    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("operation", WALKS)
def test_the_right_official_is_answered_and_the_next_area_finds_nothing(operation, things, officials):
    walk = WALKS[operation]

    wrong = visited(officials(walk.role, NEXT[walk.area]), operation, things)
    right = visited(officials(walk.role, walk.area), operation, things)
    right.close()

    assert right.status_code == walk.right, right.content[:600]
    if walk.wrong == EMPTY:
        assert rows(wrong) == []
        assert rows(right)
    elif walk.wrong == "refused":
        assert [each["code"] for each in wrong.json()["refused"]] == ["not_found"]
    elif walk.wrong == SAME:
        assert wrong.status_code == walk.right
    else:
        assert wrong.status_code == walk.wrong, wrong.content[:600]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("operation", [o for o in WALKS if o != "openPersonNumber"])
def test_no_answer_holds_a_full_number(operation, things, officials):
    with acting(SYSTEM):
        numbers = {as_text(n) for n in Person.objects.exclude(nik=None).values_list("nik", flat=True)}
        numbers |= {as_text(n) for n in Family.objects.exclude(kk=None).values_list("kk", flat=True)}
    walk = WALKS[operation]

    found = visited(officials(walk.role, walk.area), operation, things)
    answer = b"".join(found).decode(errors="ignore")

    assert not [number for number in numbers if number in answer]


def rows(answer: Any) -> list[Any]:
    assert answer.status_code == 200, answer.content[:600]
    told = json.loads(answer.content)
    return told if isinstance(told, list) else told["items"]
