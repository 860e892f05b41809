"""What an operator and a lurah do in a month's mix, as locust runs it: one click, then the time somebody thinks.

Run as a process of its own: locust turns the standard library's waiting into its own. Nothing of Kesos is imported.
"""

from locust import HttpUser, constant, task  # isort: skip - first: it changes what the others wait with

import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import gevent
from locust.env import Environment

WRITES = {"masuk", "usulan bantuan: buka draf", "kelayakan: buka", "kelayakan: layak", "rumah: unggah foto",
          "surat: catat permohonan", "surat: terbitkan"}  # fmt: skip
_FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_TICKS = re.compile(r'name="pilih"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="pilih"')
_SIGNER = re.compile(r'<option value="(\d+)"')
_SEEN = re.compile(r'name="dilihat" value="(\d+)"')
TOLD: dict[str, Any] = {"operators": [], "heads": [], "pictures": [], "think": (5, 10)}


class Official(HttpUser):
    """Signs in once with a password; then the tasks of the role, each page followed by thought."""

    abstract = True
    wait_time = constant(0)  # thought belongs to each click, not to each task
    role = ""

    def on_start(self) -> None:
        self.me: dict[str, Any] = TOLD[self.role].pop()
        self.chance = random.Random(self.me["name"])  # noqa: S311 - what is clicked next, not a secret
        if cookie := self.me.get("cookie"):  # has signed in before this was measured
            name, _, value = cookie.partition("=")
            self.client.cookies.set(name, value)
            return
        page = self.see("masuk: halaman", TOLD["sign_in"], think=False)
        self.send("masuk", TOLD["sign_in"], page, {"login": self.me["name"], "password": TOLD["password"]})

    def see(self, kind: str, address: str, *, think: bool = True) -> str:
        if think:
            self._think()
        with self.client.get(address, name=kind, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            return str(answer.text)

    def _think(self) -> None:
        gevent.sleep(self.chance.uniform(*TOLD["think"]))

    def send(
        self, kind: str, address: str, page: str, fields: dict[str, Any], files: dict[str, Any] | None = None,
        then: str = "", marked: str = "",
    ) -> str:  # fmt: skip
        """A form of a page that was seen. What follows it is a page of its own kind; a refusal is an error here."""
        token = _FORM_TOKEN.search(page)
        if token is None:
            return ""
        self._think()
        with self.client.post(
            address, {"csrfmiddlewaretoken": token[1], **fields}, files=files, name=kind, allow_redirects=False,
            catch_response=True,
        ) as answer:  # fmt: skip
            if answer.status_code not in (200, 302):
                answer.failure(f"{answer.status_code}: {_said(answer.text)}")
                return ""
            if answer.status_code == 200 and marked and marked not in answer.text:
                answer.failure(f"200: {_said(answer.text)}")
                return ""
            onward = answer.headers.get("Location", "")
            text = str(answer.text)
        return self.see(then or kind + ", sesudahnya", onward, think=False) if onward else text


class Operator(Official):
    role = "operators"

    @task(12)
    def tasks_(self) -> None:
        self.see("tugas saya", "/")

    @task(10)
    def by_number(self) -> None:
        page = self.see("cari warga", "/warga/")
        self.send("cari NIK", "/warga/", page, {"cari": self._person()["nik"]}, then="halaman warga")

    @task(10)
    def by_name(self) -> None:
        person = self._person()
        self.see("cari nama", f"/warga/?nama={person['full_name'].split()[0]}&wilayah={self.me['village']}")
        self.see("halaman warga", f"/warga/{person['id']}/")

    @task(8)
    def propose(self) -> None:
        person, address = self.me["people"].pop(), "/usulan/bantuan/"
        told = {"keluarga": person["family"], "penerima": person["id"], "program": "SEMBAKO"}
        page = self.see(
            "usulan bantuan: ketentuan",
            f"{address}?keluarga={person['family']}&penerima={person['id']}&program=SEMBAKO",
        )
        self.send("usulan bantuan: buka draf", address, page, told, then="halaman usulan")

    @task(12)
    def check(self) -> None:
        self.see("kelayakan: daftar", "/kelayakan/")
        address = f"/kelayakan/{self.me['enrolments'].pop()}/"
        page = self.see("kelayakan: penerima", address)
        page = self.send("kelayakan: buka", f"{address}buka/", page, {}, then="kelayakan: penerima")
        seen = _SEEN.search(page)
        self.send(
            "kelayakan: layak",
            f"{address}putuskan/",
            page,
            {"langkah": "layak", "dilihat": seen[1] if seen else ""},
            then="kelayakan: penerima",
        )

    @task(5)
    def photograph(self) -> None:
        person = self.me["people"].pop()
        address, picture = f"/keluarga/{person['family']}/rumah/", Path(TOLD["pictures"].pop())
        page = self.see("rumah", address)
        self.send(
            "rumah: unggah foto",
            f"{address}foto/",
            page,
            {"sisi": "front"},
            {"foto": ("rumah.jpg", picture.read_bytes(), "image/jpeg")},
            then="rumah",
        )

    @task(4)
    def map_(self) -> None:
        self.see("peta", f"/peta/?wilayah={self.me['village']}")
        self.see("peta: titik", f"/peta/titik.json?wilayah={self.me['village']}", think=False)

    @task(8)
    def letter(self) -> None:
        person, scan = self.me["listed"].pop(), Path(TOLD["scan"]).read_bytes()
        address = f"/surat/permohonan/baru/?warga={person}"
        page = self.see("surat: formulir", address)
        files = {name: (f"{name}.jpg", scan, "image/jpeg") for name in ("ktp", "kk")}
        self.send(
            "surat: catat permohonan",
            address,
            page,
            {"keperluan": "pendaftaran sekolah"},
            files,
            then="surat: permohonan",
        )

    @task(3)
    def vacancies(self) -> None:
        self.see("tempat kosong", "/penggantian/")
        self.see("daftar tunggu", "/penggantian/tunggu/")

    @task(3)
    def calendar(self) -> None:
        self.see("kalender", "/kalender/")

    @task(3)
    def proposals(self) -> None:
        self.see("daftar usulan", "/usulan/")

    def _person(self) -> dict[str, Any]:
        found: dict[str, Any] = self.chance.choice(self.me["people"])
        return found


class Head(Official):
    role = "heads"

    @task(6)
    def issue(self) -> None:
        page = self.see("surat: daftar permohonan", "/surat/permohonan/")
        ticked = [first or second for first, second in _TICKS.findall(page)]
        signer = _SIGNER.search(page[page.find('name="penanda"') :])
        if ticked and signer:
            self.send(
                "surat: terbitkan",
                "/surat/permohonan/terbitkan/",
                page,
                {"pilih": ticked, "penanda": signer[1]},
                marked="terbit",
            )

    @task(3)
    def tasks_(self) -> None:
        self.see("tugas saya", "/")

    @task(2)
    def letters(self) -> None:
        self.see("surat: daftar", "/surat/")

    @task(1)
    def calendar(self) -> None:
        self.see("kalender", "/kalender/")


def _said(page: str) -> str:
    """The sentence of a refusal, without the page around it."""
    found = re.search(r'role="alert"[^>]*>(.{0,600})', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1] if found else page[:200]).split())[:160]


def main() -> None:
    """What is to be done comes as JSON on standard input; what was measured leaves as JSON on standard output."""
    TOLD.update(json.load(sys.stdin))
    times, faults = defaultdict[str, list[float]](list), defaultdict[str, list[str]](list)
    environment = Environment(user_classes=[Operator, Head], host=TOLD["address"])

    def keep(name: str, response_time: float, exception: Exception | None, **_more: Any) -> None:
        times[name].append(response_time)
        if exception is not None:
            faults[name].append(str(exception))

    environment.events.request.add_listener(keep)  # type: ignore[no-untyped-call]  # locust says no types here
    heads, operators = len(TOLD["heads"]), len(TOLD["operators"])
    Head.fixed_count, Operator.fixed_count = heads, operators
    runner = environment.create_local_runner()
    runner.start(heads + operators, spawn_rate=TOLD["a_second"])
    all_in = (heads + operators) / TOLD["a_second"]

    def begin() -> None:
        """Everybody is in, and the server has shown each page once: signing in was measured meanwhile."""
        for kind in [kind for kind in times if not kind.startswith("masuk")]:
            del times[kind]

    gevent.spawn_later(all_in, begin)
    gevent.spawn_later(all_in + TOLD["seconds"], runner.quit)
    runner.greenlet.join()
    sys.stdout.write(json.dumps({"times": times, "faults": faults, "writes": sorted(WRITES)}) + "\n")


if __name__ == "__main__":
    main()
