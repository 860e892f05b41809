"""Letters a second: bare Typst, and Kesos with number, file and archive row."""

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import typst
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from kesos.database.acting import acting
from kesos.documents import press as printing
from kesos.documents.engine import Sheet, press
from kesos.documents.letters import LETTERS
from kesos.documents.models import Document, Office, Signer
from kesos.documents.services.issuing import Order, issue, issue_many
from kesos.documents.snapshot import SAMPLE
from kesos.foundation.actor import Actor

KIND = "surat_keterangan_dtks"
AREA = "9999"
CLERK = Actor(user_id=1, name="Uji kecepatan", grants=frozenset({(LETTERS[KIND].issue, AREA), ("letter.view", AREA)}))


@dataclass(frozen=True, slots=True)
class Rates:
    """Pages a second, the middle of the rounds; the shares of bare Typst within a round have the limit 0.7."""

    bare: float
    batch: float
    one_by_one: float
    share: float
    share_one_by_one: float


def measure(*, at: datetime, letters: int = 300, rounds: int = 3) -> Rates:
    """On a running database and its disk; nothing is left behind. Rounds alternate, and the middle one counts."""
    bare, batch, single = [], [], []
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), transaction.atomic():
        with acting(CLERK):
            office, signer = _office(at)
            orders = [_order(n) for n in range(letters)]
            sample = _batch(office, signer, orders[:20], at)[0]
            for _ in range(rounds):
                bare.append(_rate(letters, lambda: _bare(sample, letters)))
                batch.append(_rate(letters, lambda: _batch(office, signer, orders, at)))
                single.append(_rate(letters // 3, lambda: _singles(office, signer, orders[: letters // 3], at)))
        transaction.set_rollback(True)
    shares = [_middle([b / a for a, b in zip(bare, ours, strict=True)]) for ours in (batch, single)]
    return Rates(_middle(bare), _middle(batch), _middle(single), *shares)


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


def _batch(office: Office, signer: Signer, orders: list[Order], at: datetime) -> list[Document]:
    return issue_many(kind=KIND, office=office, signer=signer, orders=orders, by=CLERK, at=at).documents


def _singles(office: Office, signer: Signer, orders: list[Order], at: datetime) -> None:
    for order in orders:
        issue(
            kind=KIND, office=office, signer=signer, snapshot=order.snapshot, person_id=None,
            region_code=order.region_code, purpose=order.purpose, case_id=None, by=CLERK, at=at,
        )  # fmt: skip


def _rate(letters: int, act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return letters / (time.perf_counter() - began)


def _middle(rates: list[float]) -> float:
    return sorted(rates)[len(rates) // 2]


def _order(n: int) -> Order:
    who = replace(SAMPLE.person, name=f"WARGA CONTOH {n}")
    return Order(snapshot=replace(SAMPLE, person=who), region_code=f"{AREA}010001", purpose="pendaftaran sekolah")


def _office(at: datetime) -> tuple[Office, Signer]:
    office = Office.objects.create(
        name="Dinas Uji", government="Pemerintah Kota Contoh", region_code=AREA, unit="000.000", city="Contoh",
        public_address="https://contoh.example",
    )  # fmt: skip
    signer = Signer.objects.create(
        office=office, region_code=AREA, name="NAMA CONTOH", title="Kepala Dinas", valid_from=timezone.localdate(at)
    )
    return office, signer
