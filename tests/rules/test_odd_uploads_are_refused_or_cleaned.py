"""No name of a file and no field beside it breaks a door: it is cleaned, or refused in a sentence."""

import pytest
from django.test import Client
from django.urls import reverse

from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from tests.api.test_every_endpoint import WALKS as ENDPOINTS
from tests.api.world import BAWANG, KEDIRI, NOW, picture_bytes
from tests.kept import kept
from tests.rules.odd_uploads import MULTIPART, ODD, api_doors, file_fields, multipart, screen_doors
from tests.rules.walking import World
from tests.rules.walks import WALKS

pytestmark = pytest.mark.django_db
# doors without a name in their address: role, area, and what stands beside the file
MORE = {
    "registry:import_upload": ("OP_DESA", BAWANG, {"sender": "Disdukcapil"}),
    "documents:request_new": ("OP_DESA", BAWANG, {"keperluan": "Beasiswa"}),
    "journeys:death": ("OP_DESA", BAWANG, {"died_on_tanggal": "1", "died_on_bulan": "11", "died_on_tahun": "2026"}),
    "journeys:move_report": ("OP_DESA", BAWANG, {"to_address": "JL. MELATI 9", "paper": "kk_baru"}),
    "journeys:event_file_send": ("OP_DINSOS", KEDIRI, {}),
    "documents:template": ("ADMIN", KEDIRI, {"body": "Isi"}),
}
TYPED = {
    "surat",
    "nomor_sk",
    "keperluan",
    "sender",
    "dated_on_tanggal",
    "lintang",
    "bujur",
    "body",
    "font",
    "number_pattern",
}


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept(django_db_blocker, tmp_path_factory.mktemp("berkas"), NOW, World.of_bawang) as made:
        yield made


@pytest.fixture
def world(one_world, db, monkeypatch, settings):
    """On a day of entry in November."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return one_world.again()


def door(name, world):
    """A client of the right official, the address, and the fields of an honest form."""
    if name in WALKS:
        walk = WALKS[name]
        return world.client(walk.role, walk.area), reverse(name, kwargs=walk.named(world)), walk.data(world)
    role, area, sent = MORE[name]
    of_somebody = name in ("documents:request_new", "journeys:death", "journeys:move_report")
    query = f"?warga={world.things.asker.pk}" if of_somebody else ""
    return world.client(role, area), reverse(name) + query, sent


def kept_names():
    with acting(SYSTEM):
        return list(StoredFile.objects.values_list("name", flat=True))


def clean(name):
    return len(name) <= 130 and name.isprintable() and not set(name) & set('/\\"<>')


def test_every_door_of_a_screen_is_walked():
    assert screen_doors().keys() <= WALKS.keys() | MORE.keys()
    assert len(screen_doors()) >= 6


def test_every_door_of_the_api_is_walked():
    assert set(api_doors()) == {name for name, walk in ENDPOINTS.items() if walk.files or name == "saveTemplateDraft"}


@pytest.mark.parametrize("name", screen_doors())
def test_a_screen_takes_or_refuses_any_name_of_a_file(name, world):
    client, address, sent = door(name, world)
    client.raise_request_exception = False
    content = picture_bytes()

    found = {}
    for odd, called in ODD.items():
        files = dict.fromkeys(file_fields(), (f"{called}.png", content))
        found[odd] = client.post(address, multipart(sent, files), content_type=MULTIPART).status_code

    assert {odd: status for odd, status in found.items() if status >= 500 or status == 413} == {}
    assert [name for name in kept_names() if not clean(name)] == []


@pytest.mark.parametrize("name", screen_doors())
def test_a_screen_takes_or_refuses_any_field_beside_a_file(name, world):
    client, address, sent = door(name, world)
    client.raise_request_exception = False
    files = {field: ("rumah.png", picture_bytes()) for field in file_fields()}

    found = {}
    for odd, typed in ODD.items():
        body = multipart({**dict.fromkeys(TYPED | sent.keys(), typed)}, files)
        found[odd] = client.post(address, body, content_type=MULTIPART).status_code

    assert {odd: status for odd, status in found.items() if status >= 500} == {}
    assert found["nul"] == 400


@pytest.mark.parametrize("operation", api_doors())
@pytest.mark.parametrize("where", ["name", "field"])
def test_the_api_takes_or_refuses_any_name_and_any_field(operation, where, world):
    walk, (files, fields) = ENDPOINTS[operation], api_doors()[operation]
    program = world.official(walk.role, walk.area)
    _ = world.dinas
    address, sent = walk.at(world.things), walk.sent(world.things)
    client = Client(headers={"Authorization": f"Bearer {program.secret}"}, raise_request_exception=False)
    content = picture_bytes()

    found = {}
    for odd, text in ODD.items():
        named = f"{text}.png" if where == "name" else "rumah.png"
        typed = sent if where == "name" else dict.fromkeys({*fields, *sent}, text)
        body = multipart(typed, dict.fromkeys(files, (named, content)))
        answer = client.post(f"/api/v1{address}", body, content_type=MULTIPART)
        found[odd] = answer.status_code
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", (odd, answer.content[:200])
            assert answer.json()["detail"]

    assert {odd: status for odd, status in found.items() if status >= 500} == {}
    if where == "field" and fields:
        assert found["nul"] in (400, 422)
    assert [name for name in kept_names() if not clean(name)] == []


def test_more_fields_or_files_than_a_request_may_hold_are_too_much(world, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    program = world.official("OP_DESA", BAWANG)
    client = Client(headers={"Authorization": f"Bearer {program.secret}"}, raise_request_exception=False)

    fields = client.post("/api/v1/imports", multipart({f"f{n}": n for n in range(1500)}, {}), content_type=MULTIPART)
    files = client.post(
        "/api/v1/imports", multipart({}, {f"f{n}": ("a.csv", b"x") for n in range(500)}), content_type=MULTIPART
    )

    assert [(each.status_code, each.json()["code"]) for each in (fields, files)] == [(413, "too_big")] * 2


@pytest.mark.parametrize("body", [b"--" + b"x" * 5000, b"no boundary at all"])
def test_a_form_that_cannot_be_taken_apart_is_not_read(world, body):
    program = world.official("OP_DESA", BAWANG)
    client = Client(headers={"Authorization": f"Bearer {program.secret}"}, raise_request_exception=False)

    answer = client.post("/api/v1/imports", body, content_type="multipart/form-data; boundary=")

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
