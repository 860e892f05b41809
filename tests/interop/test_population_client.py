"""The client asks patiently, believes nothing it cannot read, and says plainly when nobody answers."""

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kesos.foundation.errors import Refused
from kesos.interop.population.client import Client
from kesos.registry.ports import NotFoundThere, PopulationRecord, RegistryDown
from tests.interop.conftest import KEY, SULASTRI, a_record
from tests.registry.world import BAWANG

NIK, STRANGER = SULASTRI["NIK"], "9971030708090002"


def a_client(url: str, **more) -> Client:
    return Client(url, **{"key": KEY, "seconds": 5, "tries": 3, "pause": 0.01} | more)


@pytest.mark.requirement("K-19")
def test_it_gets_the_record_of_each_known_nik_and_says_which_are_unknown_there(stand_in):
    server = stand_in()

    found = a_client(server.url).look_up([NIK, STRANGER, NIK])

    assert found == {
        NIK: PopulationRecord(
            nik=NIK, kk="9971030101100001", name="SULASTRI", birth_date=date(1979, 4, 12), sex="P", alive=True,
            died_on=None, region_code=BAWANG, address="JL. MAWAR 3",
        ),
        STRANGER: NotFoundThere(STRANGER),
    }  # fmt: skip


def test_it_asks_for_more_people_than_one_question_may_hold(stand_in):
    records = [a_record(NIK=f"997103520479{serial:04d}") for serial in range(1, 1203)]
    server = stand_in(*records)

    found = a_client(server.url).look_up([record["NIK"] for record in records])

    assert len(found) == 1202
    assert all(isinstance(one, PopulationRecord) for one in found.values())


def test_nobody_asked_is_nobody_answered_and_no_connection_is_needed():
    assert a_client("http://127.0.0.1:1").look_up([]) == {}


def test_a_registry_that_is_often_unavailable_is_asked_again_until_it_answers(stand_in):
    server = stand_in(options=("--unavailable", "0.5"))

    found = a_client(server.url, tries=30).look_up([NIK])

    assert isinstance(found[NIK], PopulationRecord)


def test_patience_has_an_end_and_its_pauses_grow(stand_in):
    server = stand_in(options=("--unavailable", "1"))
    pauses: list[float] = []

    with pytest.raises(RegistryDown, match="Dukcapil tidak menjawab"):
        a_client(server.url, tries=4, pause=0.5, sleep=pauses.append).look_up([NIK])

    assert pauses == [0.5, 1.0, 2.0]


def test_a_registry_killed_in_the_middle_is_down_and_one_that_comes_back_answers(stand_in):
    server = stand_in()
    client = a_client(server.url)
    assert isinstance(client.look_up([NIK])[NIK], PopulationRecord)

    server.kill()
    with pytest.raises(RegistryDown, match="Dukcapil tidak menjawab"):
        client.look_up([NIK])

    stand_in(port=server.port)
    assert isinstance(client.look_up([NIK])[NIK], PopulationRecord)


def test_a_registry_killed_while_it_thinks_is_down(stand_in):
    server = stand_in(options=("--delay", "30"))
    threading.Timer(0.3, server.process.kill).start()

    with pytest.raises(RegistryDown, match="Dukcapil tidak menjawab"):
        a_client(server.url, seconds=20, tries=1).look_up([NIK])


def test_an_answer_slower_than_the_time_limit_is_no_answer(stand_in):
    server = stand_in(options=("--delay", "30"))

    with pytest.raises(RegistryDown, match="Dukcapil tidak menjawab"):
        a_client(server.url, seconds=0.2, tries=2).look_up([NIK])


def test_nonsense_is_not_believed(stand_in):
    server = stand_in(options=("--garbage", "1"))

    with pytest.raises(RegistryDown, match="tidak dapat dibaca"):
        a_client(server.url).look_up([NIK])


def test_a_refused_key_is_told_at_once_and_not_tried_again(stand_in):
    server = stand_in()
    pauses: list[float] = []

    with pytest.raises(RegistryDown, match="menolak sambungan"):
        a_client(server.url, key="salah", sleep=pauses.append).look_up([NIK])

    assert pauses == []


def test_an_address_that_is_no_web_address_is_refused():
    with pytest.raises(RegistryDown, match="KESOS_POPULATION_URL"):
        Client("file:///etc/passwd")


def person(**other) -> dict[str, object]:
    told = {
        "nik": NIK, "no_kk": "", "nama": "SULASTRI", "jenis_kelamin": "P", "tanggal_lahir": "1979-04-12",
        "status_hidup": "HIDUP", "tanggal_meninggal": "", "kode_wilayah": BAWANG, "alamat": "",
    }  # fmt: skip
    return told | other


GARBLED = {
    "no JSON": b"<html>",
    "another shape": b"[]",
    "a list of nothing": json.dumps({"penduduk": [None], "tidak_ditemukan": []}).encode(),
    "nobody answered": json.dumps({"penduduk": [], "tidak_ditemukan": []}).encode(),
    "somebody else": json.dumps({"penduduk": [person(nik=STRANGER)], "tidak_ditemukan": []}).encode(),
    "somebody else beside": json.dumps({"penduduk": [person()], "tidak_ditemukan": [STRANGER]}).encode(),
    "found and not found": json.dumps({"penduduk": [person()], "tidak_ditemukan": [NIK]}).encode(),
    "a day that is not": json.dumps({"penduduk": [person(tanggal_lahir="1979-02-31")], "tidak_ditemukan": []}).encode(),
    "neither alive nor dead": json.dumps({"penduduk": [person(status_hidup="?")], "tidak_ditemukan": []}).encode(),
    "no name": json.dumps({"penduduk": [person(nama=" ")], "tidak_ditemukan": []}).encode(),
    "bytes": b"\xff\xfe\x00",
    "endless": b" " * (9 * 2**20),
}


class Odd(BaseHTTPRequestHandler):
    """Answers what the test put on the server; `how` says in which manner."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body: bytes = self.server.body
        if self.server.how == "elsewhere":
            self.send_response(307)
            self.send_header("Location", self.server.to)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) + (10 if self.server.how == "cut" else 0)))
        self.end_headers()
        for at in range(0, len(body), 1 if self.server.how == "drip" else len(body)):
            try:
                self.wfile.write(body[at : at + (1 if self.server.how == "drip" else len(body))])
            except OSError:
                return
            if self.server.how == "drip":
                time.sleep(0.05)

    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture
def odd() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as server:
        server.body, server.how, server.to = b"", "whole", ""
        server.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize("body", GARBLED.values(), ids=GARBLED.keys())
def test_an_answer_that_is_not_one_to_the_question_is_not_believed(odd, body):
    odd.body = body

    with pytest.raises(RegistryDown, match="tidak dapat dibaca"):
        a_client(odd.url, tries=1).look_up([NIK])


@pytest.mark.parametrize("how", ["cut", "drip"])
def test_an_answer_that_breaks_off_or_trickles_is_no_answer(odd, how):
    odd.body, odd.how = json.dumps({"penduduk": [person()], "tidak_ditemukan": []}).encode(), how

    with pytest.raises(RegistryDown, match="tidak menjawab"):
        a_client(odd.url, tries=1, seconds=0.5).look_up([NIK])


def test_the_key_is_not_carried_to_another_address(odd, stand_in):
    server = stand_in()
    odd.how, odd.to = "elsewhere", f"{server.url}/v1/penduduk/cari"

    with pytest.raises(RegistryDown, match="menolak sambungan"):
        a_client(odd.url, tries=1).look_up([NIK])


def test_a_port_where_nobody_listens_is_down():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"

        with pytest.raises(RegistryDown, match="tidak menjawab"):
            a_client(url, tries=1).look_up([NIK])


def test_the_stand_in_looks_up_one_person_and_writes_nothing(stand_in):
    server = stand_in()

    def status(path: str, method: str = "GET", key: str = KEY, body: bytes | None = None) -> int:
        asked = urllib.request.Request(server.url + path, body, {"X-API-Key": key}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as fault:
            with fault:
                return fault.code

    assert status(f"/v1/penduduk/{NIK}") == 200
    assert status(f"/v1/penduduk/{STRANGER}") == 404
    assert status(f"/v1/penduduk/{NIK}", key="salah") == 401
    assert status(f"/v1/penduduk/{NIK}", method="DELETE") == 501
    assert status(f"/v1/penduduk/{NIK}", method="PUT", body=b"{}") == 501
    assert status("/v1/penduduk/cari", method="POST", body=b'{"nik": "9971"}') == 422
    assert status("/v1/penduduk/cari", method="POST", body=b"x" * 70_000) == 413


def test_the_stand_in_refuses_a_file_that_is_no_population_file(tmp_path):
    from kesos.interop.population.standin import load

    wrong = tmp_path / "salah.csv"
    wrong.write_text("a,b\n1,2\n")

    for path in (wrong, tmp_path / "tiada.csv"):
        with pytest.raises(Refused, match="bukan berkas kependudukan"):
            load(path)
