"""Letters a second: bare Typst, and the queue of requests that a lurah issues at once, with all that goes with it."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import typst
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from kesos.database.acting import acting
from kesos.documents import press as printing
from kesos.documents.engine import Sheet, press
from kesos.documents.models import CertificateRequest, Document, Office, Signer
from kesos.documents.services.certify import FLOW, issue_certificate, issue_certificates
from kesos.foundation.actor import SYSTEM, Actor
from kesos.registry.models import Family, Listing, Membership, Person, Source
from kesos.workflow import services as workflow
from kesos.workflow.services import NewCase

VILLAGE = "3571031009"
LANES, WARM_UP, A_BATCH = 2, 20, 250
LOOKS = ("letter.view", "person.view")
CLERK = Actor(
    user_id=990_011, name="Operator (ukur)", grants=frozenset((p, VILLAGE) for p in (*LOOKS, f"{FLOW}.cek_siks"))
)
HEAD = Actor(
    user_id=990_012, name="Lurah (ukur)", grants=frozenset((p, VILLAGE) for p in (*LOOKS, f"{FLOW}.terbitkan"))
)


@dataclass(frozen=True, slots=True)
class Rates:
    """Pages a second, the middle of the rounds. The batch's share of bare Typst within a round has the limit 0.7; a
    letter issued alone pays for its own transaction and for a press that has nothing to do meanwhile."""

    bare: float
    batch: float
    alone: float
    share: float


def measure(*, at: datetime, letters: int = 300, rounds: int = 3) -> Rates:
    """On a running database and its disk; nothing is left behind. Rounds alternate, and the middle one counts."""
    bare, batch, alone = [], [], []
    few = max(letters // 10, 1)
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), transaction.atomic():
        office, signer = _office(at)
        asked = iter(_requests(20 + rounds * (letters + few), at))

        def queue(many: int) -> list[Document]:
            ids = [next(asked) for _ in range(many)]
            return issue_certificates(request_ids=ids, office=office, signer=signer, by=HEAD, at=at).letters

        def one_by_one() -> None:
            for _ in range(few):
                issue_certificate(request_id=next(asked), office=office, signer=signer, by=HEAD, at=at)

        sample = queue(20)[0]
        for _ in range(rounds):
            bare.append(_rate(letters, lambda: _bare(sample, letters)))
            batch.append(_rate(letters, lambda: queue(letters)))
            alone.append(_rate(few, one_by_one))
        transaction.set_rollback(True)
    return Rates(
        _middle(bare), _middle(batch), _middle(alone), _middle([b / a for a, b in zip(bare, batch, strict=True)])
    )


@dataclass(frozen=True, slots=True)
class Minute:
    """`a_minute` by wall clock, all lanes together; what one letter costs in processor time, here and in the press."""

    a_minute: float
    own_ms: float
    press_ms: float


def counter(*, letters: int, lanes: int = LANES) -> Minute:
    """Lanes of the counter side by side, each a process with its own office, in batches that are committed.

    Leaves letters behind: only for a database that is thrown away.
    """
    begin = "from kesos.config.cli import django_ready; django_ready(); from kesos.documents import bench; bench.lane"
    with ExitStack() as running:
        started = [
            running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", f"{begin}({place}, {letters // lanes})"], stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, text=True,
                )
            )
            for place in range(lanes)
        ]  # fmt: skip
        pipes = [(each.stdin, each.stdout) for each in started if each.stdin and each.stdout]
        ready = [came.readline() for _, came in pipes]  # all wait with their requests for the same moment
        began = time.perf_counter()
        for go, _ in pipes:
            go.write("go\n")
            go.flush()
        told = [json.loads(came.readline()) for _, came in pipes]
        taken = time.perf_counter() - began
    if len(ready) < lanes or sum(each["letters"] for each in told) < letters // lanes * lanes:
        raise RuntimeError(f"{told}: this measures something else")
    issued = sum(each["letters"] for each in told)
    own, pressed = (1000 * sum(each[name] for each in told) / issued for name in ("own", "press"))
    return Minute(60 * issued / taken, own, pressed)


def lane(place: int, letters: int) -> None:
    """One of them: makes its requests, says so, waits for the word, issues, tells."""
    at = timezone.now()
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        office, signer = _office(at, f"Kelurahan Uji {place}")
        asked = _requests(letters + WARM_UP, at, lane=place + 1)

        def issue(ids: list[int]) -> int:
            done = issue_certificates(request_ids=ids, office=office, signer=signer, by=HEAD, at=at)
            return len(done.letters)

        issue(asked[:WARM_UP])
        print("ready", flush=True)  # noqa: T201 - to the process that measures
        sys.stdin.readline()
        own = _cpu(RUSAGE_SELF)
        made = sum(issue(asked[start : start + A_BATCH]) for start in range(WARM_UP, len(asked), A_BATCH))
        press().close()
        # the press has ended, and counts whole: its start and the letters before the word are in it
        told = {"letters": made, "own": _cpu(RUSAGE_SELF) - own, "press": _cpu(RUSAGE_CHILDREN)}
        print(json.dumps(told), flush=True)  # noqa: T201 - to the process that measures


def _cpu(whose: int) -> float:
    spent = getrusage(whose)
    return spent.ru_utime + spent.ru_stime


def _bare(letter: Document, letters: int) -> None:
    """What Typst itself can do: the same template and data, standards and fonts, nothing around it."""
    sheet = Sheet(letter.template.body, letter.snapshot, letter.issued_at)
    folder = press().folder
    data = {**letter.snapshot, "qr": printing._qr("https://contoh.example/cek/0000000000000000/")}
    compiler = typst.Compiler(
        str(folder / press().place(sheet.source, ".typ")[1:]),
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(folder / "sans")]),
        ignore_system_fonts=True,
    )
    for n in range(letters):
        data["surat"] = {**letter.snapshot["surat"], "nomor": f"460/{n:04d}/000/2026"}
        compiler.compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=[*printing.STANDARDS],
            timestamp=int(letter.issued_at.timestamp()),
        )


def _requests(many: int, at: datetime, *, lane: int = 0) -> list[int]:
    """Families of three in the integrated data, each with a request that waits for the lurah."""
    base = lane * 300_000
    since = date(2025, 1, 1)
    with acting(SYSTEM):
        source = Source.objects.create(
            kind="import", title="Contoh", dated_on=since, received_at=at, by_user_id=CLERK.user_id
        )
        told = {"region_id": VILLAGE, "source": source, "updated_at": at}
        families = Family.objects.bulk_create(
            Family(kk=9_971_030_101_100_000 + base + n, address=f"Jalan Contoh Nomor {n}", rt="004", rw="002", **told)
            for n in range(many)
        )
        people = Person.objects.bulk_create(
            Person(
                nik=9_971_035_204_000_000 + (base + n) % 100 * 10_000 + (base + n) // 100,
                full_name=f"WARGA CONTOH {n}", sex="P", birth_date=date(1979, 4, 12), birth_place="Kediri", **told,
            )
            for n in range(many * 3)
        )  # fmt: skip
        homes = list(zip(families, zip(*[iter(people)] * 3, strict=True), strict=True))
        Membership.objects.bulk_create(
            Membership(person=person, family=family, relation=relation, joined_on=since, source=source)
            for family, three in homes
            for relation, person in zip((1, 3, 4), three, strict=True)
        )
        Listing.objects.bulk_create(
            Listing(family=family, register="dtsen", from_on=since, decree="1/CONTOH/2025", source=source)
            for family in families
        )
    heads = [three[0] for _, three in homes]
    with acting(CLERK):
        new = [
            NewCase(region_code=VILLAGE, family_id=f.pk, title=h.full_name)
            for f, h in zip(families, heads, strict=True)
        ]
        cases = workflow.open_cases(flow=FLOW, rows=new, by=CLERK, at=at)
        asked = CertificateRequest.objects.bulk_create(
            CertificateRequest(person=head, case_id=case, region_code=VILLAGE, purpose="pendaftaran sekolah")
            for head, case in zip(heads, cases, strict=True)
        )
        for paper in ("ktp", "kk", "keperluan"):
            workflow.attach_papers(case_ids=cases, paper=paper, value="ada", by=CLERK, at=at)
        workflow.decide_many(flow=FLOW, action="cek_siks", case_ids=cases, by=CLERK, at=at)
    return [each.pk for each in asked]


def _office(at: datetime, name: str = "Kelurahan Uji") -> tuple[Office, Signer]:
    with acting(SYSTEM):
        office = Office.objects.create(
            name=name, government="Pemerintah Kota Contoh", region_code=VILLAGE, unit="000.000",
            city="Contoh", public_address="https://contoh.example",
        )  # fmt: skip
        signer = Signer.objects.create(
            office=office, region_code=VILLAGE, name="NAMA CONTOH", title="Lurah", valid_from=timezone.localdate(at)
        )
    return office, signer


def _rate(letters: int, act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return letters / (time.perf_counter() - began)


def _middle(rates: list[float]) -> float:
    return sorted(rates)[len(rates) // 2]
