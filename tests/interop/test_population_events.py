"""The feed over real HTTP: page by page, with patience, in spite of outages; and what is pushed, signed."""

import json
import threading
import urllib.error
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client as Browser

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.interop.population import signing
from kesos.interop.population.client import Client
from kesos.interop.population.events import as_told, page
from kesos.interop.population.feed import Feed
from kesos.interop.population.messages import Garbled
from kesos.interop.population.standin_events import EventLog, push
from kesos.journeys.models import Event
from kesos.journeys.models import Feed as FeedRow
from kesos.journeys.ports import NeighbourSilent, Told
from kesos.journeys.services.pull_feed import pull
from tests.interop.conftest import KEY
from tests.journeys.world import AT, a_death, died_on
from tests.registry.world import a_person

__all__ = ["KEY"]
SECRET = "kunci-tanda-tangan"


def a_log(folder, *told: Told):
    path = folder / "peristiwa.jsonl"
    path.write_text("".join(json.dumps(as_told(each)) + "\n" for each in told))
    return path


def a_feed(url: str, **more) -> Feed:
    return Feed(Client(url, key=KEY, sleep=lambda _: None, **more))


def ask(url: str, **more) -> int:
    return pull(feed=lambda: a_feed(url, **more), by=SYSTEM, at=AT)


@pytest.mark.requirement("K-19")
@pytest.mark.django_db
def test_events_are_pulled_from_another_process_and_take_effect(stand_in, tmp_path):
    person = a_person()
    server = stand_in(options=("--events", str(a_log(tmp_path, a_death(person)))))

    first, again = ask(server.url), ask(server.url)

    assert (first, again, died_on(person)) == (1, 0, date(2026, 11, 2))
    kept = FeedRow.objects.get(pk="dukcapil")
    assert (kept.cursor, kept.heard_at, kept.said, kept.taken) == ("1", AT, "", 1)


@pytest.mark.django_db
def test_a_feed_longer_than_a_page_is_read_to_its_end(stand_in, tmp_path):
    told = [Told(f"DUK-{n}", "kematian", AT, nik=9971035204790000 + n) for n in range(1, 1_501)]
    server = stand_in(options=("--events", str(a_log(tmp_path, *told))))

    new = ask(server.url)

    assert new == 1_500
    with acting(SYSTEM):
        assert Event.objects.filter(state="TIDAK_COCOK", why="unreadable").count() == 1_500


@pytest.mark.django_db
def test_a_registry_that_is_often_unavailable_is_read_in_the_end(stand_in, tmp_path):
    person = a_person()
    log = a_log(tmp_path, a_death(person))
    server = stand_in(options=("--events", str(log), "--unavailable", "0.5"))

    assert ask(server.url, tries=30) == 1


@pytest.mark.parametrize(
    ("options", "more", "said"),
    [
        (("--unavailable", "1"), {}, "tidak menjawab"),
        (("--garbage", "1"), {}, "tidak dapat dibaca"),
        (("--delay", "30"), {"seconds": 0.2}, "tidak menjawab"),
    ],
)
@pytest.mark.django_db
def test_a_registry_down_slow_or_talking_nonsense_leaves_a_sentence_and_nothing_else(stand_in, options, more, said):
    server = stand_in(options=options)

    with pytest.raises(NeighbourSilent, match=said):
        ask(server.url, tries=2, **more)

    kept = FeedRow.objects.get(pk="dukcapil")
    assert said in kept.said
    assert (kept.heard_at, kept.cursor) == (None, "")


NONSENSE = {
    "no JSON": b"<html>",
    "another shape": b"[]",
    "no cursor": b'{"peristiwa": [], "masih_ada": false}',
    "never an end": b'{"peristiwa": [], "penanda": "1", "masih_ada": true}',
    "no number": b'{"peristiwa": [{"jenis": "kematian", "diterbitkan": "2026-11-09T03:00:00+00:00"}], "penanda": "1", '
    b'"masih_ada": false}',
    "another kind": b'{"peristiwa": [{"id": "1", "jenis": "kelahiran", "diterbitkan": "2026-11-09T03:00:00+00:00"}], '
    b'"penanda": "1", "masih_ada": false}',
    "nested without end": b"[" * 100_000,
    "a moment without zone": b'{"peristiwa": [{"id": "1", "jenis": "kematian", "diterbitkan": "2026-11-09T03:00:00"}], '
    b'"penanda": "1", "masih_ada": false}',
}


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE.keys())
def test_a_page_that_is_none_is_not_believed(body):
    with pytest.raises(Garbled):
        page(body)


@pytest.mark.parametrize("wrong", [{"nik": 9971}, {"nik": "99"}, {"tanggal_kejadian": "2026-02-31"}, {"anggota": ["x"]},
                                   {"kode_wilayah": "<b>"}, {"mengoreksi": "DUK-1"},
                                   {"diterbitkan": "0001-01-01T00:00:00+07:00"},
                                   {"diterbitkan": "9999-12-31T23:59:59-12:00"}])  # fmt: skip
def test_one_event_that_cannot_be_read_is_kept_as_such_and_holds_nothing_up(wrong):
    good = as_told(Told("DUK-2", "kematian", AT, nik=9971035204790001, full_name="SULASTRI"))
    body = json.dumps({"peristiwa": [good | {"id": "DUK-1"} | wrong, good], "penanda": "2", "masih_ada": False})

    bad, sound = page(body.encode()).events

    assert (bad.unreadable, sound.unreadable, sound.nik) == (True, False, 9971035204790001)


@pytest.mark.parametrize("odd", [{"id": "DUK\0-1"}, {"nama": "SULASTRI\ud800"}], ids=["nul", "half_a_letter"])
@pytest.mark.django_db
def test_what_no_database_keeps_is_left_out_and_the_feed_goes_on(key, odd):
    person = a_person("SULASTRI")

    answer = send(json.dumps({"peristiwa": [as_told(a_death(person)) | odd]}).encode())

    assert (answer.status_code, answer.json()) == (200, {"diterima": 1, "sudah_diketahui": 0})


def test_what_is_told_comes_back_as_it_was():
    told = Told(
        "DUK-9", "pindah", AT, nik=9971035204790001, full_name="SULASTRI", birth_date=date(1979, 4, 12),
        happened_on=date(2026, 11, 2), kk=9971030101100001, moving=(9971035204790001,), region_code="3571031009",
        to_region_code="3571031001", to_address="JL. MELATI", to_rt="1", to_rw="2", to_kk=9971030101100002,
    )  # fmt: skip

    (back,) = page(json.dumps({"peristiwa": [as_told(told)], "penanda": "1", "masih_ada": False}).encode()).events

    assert back == told


@pytest.fixture
def key(settings):
    settings.POPULATION_EVENTS_KEY = SECRET


def send(
    body: bytes, *, at: datetime | None = None, secret: str = SECRET, moment: str = "", signed: bytes | None = None
):
    moment = moment or (at or datetime.now(UTC)).isoformat()
    signature = signing.sign(body if signed is None else signed, moment=moment, key=secret)
    headers = {signing.MOMENT: moment, signing.SIGNATURE: signature}
    return Browser().post("/peristiwa/terima/", body, content_type="application/json", headers=headers)


def a_body(*told: Told) -> bytes:
    return json.dumps({"peristiwa": [as_told(each) for each in told]}).encode()


@pytest.mark.django_db
def test_a_signed_event_is_kept_once(key):
    body = a_body(a_death(a_person()))

    first, again = send(body), send(body)

    assert (first.status_code, first.json()) == (200, {"diterima": 1, "sudah_diketahui": 0})
    assert again.json() == {"diterima": 0, "sudah_diketahui": 1}
    with acting(SYSTEM):
        assert Event.objects.get().origin == "push"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"secret": "kunci-lain"}, "wrong_signature"),
        ({"signed": b"isi lain"}, "wrong_signature"),
        ({"at": datetime.now(UTC) - timedelta(minutes=6)}, "stale"),
        ({"at": datetime.now(UTC) + timedelta(hours=1)}, "stale"),
        ({"moment": "kemarin"}, "stale"),
        ({"moment": "2026-11-09T03:00:00"}, "stale"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_signature_or_a_stale_moment_is_refused_with_a_sentence(key, more, code):
    answer = send(a_body(a_death(a_person())), **more)

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.json()["pesan"].endswith(".")
    with acting(SYSTEM):
        assert not Event.objects.exists()


@pytest.mark.django_db
def test_without_a_key_nothing_is_believed(settings):
    settings.POPULATION_EVENTS_KEY = ""

    assert send(a_body(), secret="").json()["code"] == "no_key"


@pytest.mark.django_db
def test_a_signed_message_that_is_no_list_of_events_is_refused_whole(key):
    body = json.dumps({"peristiwa": [as_told(a_death(a_person())), {"id": ""}]}).encode()

    answer = send(body)

    assert (answer.status_code, answer.json()["code"]) == (409, "unreadable")
    with acting(SYSTEM):
        assert not Event.objects.exists()


@pytest.mark.parametrize("megabytes", [2.2, 3, 5])
@pytest.mark.django_db
def test_a_message_too_large_to_read_is_refused_with_the_remedy(key, megabytes):
    answer = send(b'{"peristiwa": []}' + b" " * int(megabytes * 2**20))

    assert (answer.status_code, answer.json()["code"]) == (409, "too_large")
    assert "Bagi menjadi beberapa" in answer.json()["pesan"]


class Listener(BaseHTTPRequestHandler):
    """Takes what is pushed as Kesos does: by its signature."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            signing.check(
                body, moment=self.headers[signing.MOMENT], signature=self.headers[signing.SIGNATURE], key=SECRET,
                at=datetime.now(UTC),
            )  # fmt: skip
            self.send_response(200)
        except signing.NotSigned as refused:
            self.send_response(refused.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *told: object) -> None:
        pass


def test_the_stand_in_pushes_signed_events_over_http(tmp_path):
    log = EventLog(a_log(tmp_path, Told("DUK-1", "kematian", AT)))
    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"

        sent = push(log, to=address, key=SECRET)
        with pytest.raises(urllib.error.HTTPError) as refused:
            push(log, to=address, key="salah")
        server.shutdown()

    assert (sent, refused.value.code) == (1, 401)
    refused.value.close()
