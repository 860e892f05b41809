"""A small world of offices, signers and letters, and a way to visit screens as somebody."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.documents.models import Document, Office, Signer
from kesos.documents.services import ending, issuing, reading, signers, templates
from kesos.documents.services.issuing import Order, issue
from kesos.documents.snapshot import SAMPLE, ListingSnapshot
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

AT = datetime(2026, 11, 9, 2, 15, tzinfo=UTC)
KIND = "surat_keterangan_dtks"
BAWANG, TINALAN, KOTA = "3571031009", "3571031005", "3571"
PERMISSIONS = ("letter.view", "letter.print", "surat_keterangan.terbitkan", "surat_keterangan.cabut")


def actor_of(area: str, *permissions: str, user_id: int = 7) -> Actor:
    held = permissions or PERMISSIONS
    return Actor(user_id=user_id, name="Bu Dwi", grants=frozenset((one, area) for one in held))


OPERATOR = actor_of(BAWANG)
NEIGHBOUR = actor_of(TINALAN, user_id=8)
HEAD = actor_of(KOTA, *PERMISSIONS, "document_template.manage", user_id=9)


def snapshot(**who: Any) -> ListingSnapshot:
    return replace(SAMPLE, person=replace(SAMPLE.person, **who))


@dataclass(frozen=True)
class Dinas:
    """The social office of Kediri with one signer."""

    office: Office
    signer: Signer

    def issue(self, *, by: Actor = OPERATOR, at: datetime = AT, **more: Any) -> Document:
        told: dict[str, Any] = {
            "snapshot": snapshot(name="SITI WULANDARI"),
            "person_id": 42,
            "region_code": BAWANG,
            "purpose": "pengajuan Kartu Indonesia Pintar",
            "case_id": None,
            **more,
        }
        with acting(by):
            return issue(kind=KIND, office=self.office, signer=self.signer, by=by, at=at, **told)


def order(**who: Any) -> Order:
    return Order(snapshot=snapshot(**who), region_code=BAWANG, purpose="beasiswa")


@pytest.fixture
def dinas(db: None, settings: Any, tmp_path: Any) -> Dinas:
    settings.MEDIA_ROOT = tmp_path
    return new_dinas()


def new_dinas(name: str = "Dinas Sosial") -> Dinas:
    with acting(HEAD):
        office = Office.objects.create(
            name=name,
            government="Pemerintah Kota Kediri",
            region_code=KOTA,
            unit="419.109",
            city="Kediri",
            address="Jalan Contoh Nomor 12, Kota Kediri 64100",
            public_address="https://kesos.contoh.example",
        )
        signer = Signer.objects.create(
            office=office,
            region_code=KOTA,
            name="Hj. RETNO PALUPI, S.Sos., M.Si.",
            rank="Pembina Utama Muda",
            nip="997001011999012001",
            title="Kepala Dinas Sosial",
            valid_from=date(2024, 1, 1),
        )
    return Dinas(office, signer)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What the audit was told, beside its writing it down."""
    written: list[tuple[str, dict[str, Any]]] = []

    def record(kind: str, **more: Any) -> None:
        written.append((kind, more))
        audit.record(kind, **more)

    for module in (ending, issuing, reading, signers, templates):
        monkeypatch.setattr(module, "record", record)
    return written


def visit(actor: Actor | None, path: str, data: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
    """Open a screen as somebody, through its real address, in a transaction of that actor."""
    request = RequestFactory().post(path, data) if data is not None else RequestFactory().get(path, more)
    request.actor = actor  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    view = resolve(path.partition("?")[0])
    try:
        if actor is None:
            return view.func(request, *view.args, **view.kwargs)
        with acting(actor):
            return view.func(request, *view.args, **view.kwargs)
    except Refused as refused:
        return HttpResponse(refused.sentence, status=refused.status)
