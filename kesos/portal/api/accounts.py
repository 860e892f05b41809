"""Accounts of citizens at the counter, by a program."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Router, Schema, Status

from kesos.foundation.errors import NotFound
from kesos.portal.features import ACCOUNTS
from kesos.portal.queries.accounts import account_of
from kesos.portal.services import register_citizen
from kesos.portal.services.register_citizen import REGISTER, OnPaper
from kesos.registry.queries import people
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Akun warga"])


class AccountOut(Schema):
    made_at: datetime
    proven_at: Annotated[datetime | None, Field(description="Kapan petugas melihat KTP.")]


class CodeOut(Schema):
    username: str
    code: Annotated[str, Field(description="Ditunjukkan sekali; berlaku satu kali bersama nama penggunanya.")]
    hours: int


class AccountEndIn(Schema):
    reason: Annotated[str, Field(max_length=300)]


@router.get(
    "/people/{int:person_id}/account", response=AccountOut, operation_id="getCitizenAccount", summary="Akun warga"
)
@needs(REGISTER, feature=ACCOUNTS)
def one(request: Asked, person_id: int) -> AccountOut:
    """Apakah warga ini punya akun, dan apakah KTP-nya sudah dilihat."""
    return _account(request, person_id)


@router.post(
    "/people/{int:person_id}/account",
    response={201: CodeOut},
    operation_id="registerCitizen",
    summary="Buat akun warga",
)
@needs(REGISTER, feature=ACCOUNTS, answer_is_kept=False)
def register(request: Asked, person_id: int) -> CodeOut:
    """Sesudah KTP dilihat: akun dengan kode sekali pakai untuk diserahkan di atas kertas."""
    return _paper(register_citizen.register_at_counter(person_id=person_id, by=request.actor, at=now()))


@router.post(
    "/people/{int:person_id}/account/code", response=CodeOut, operation_id="giveCitizenCode", summary="Kode baru"
)
@needs(REGISTER, feature=ACCOUNTS, answer_is_kept=False)
def code(request: Asked, person_id: int) -> CodeOut:
    """Kode baru bagi akun yang belum pernah dipakai."""
    return _paper(register_citizen.new_code(person_id=person_id, by=request.actor, at=now()))


@router.post(
    "/people/{int:person_id}/account/prove", response=AccountOut, operation_id="proveCitizen", summary="KTP dilihat"
)
@needs(REGISTER, feature=ACCOUNTS)
def prove(request: Asked, person_id: int) -> AccountOut:
    """KTP pemilik akun sudah dilihat petugas; seluruh datanya terbuka baginya."""
    register_citizen.prove(person_id=person_id, by=request.actor, at=now())
    return _account(request, person_id)


@router.post(
    "/people/{int:person_id}/account/end", response={204: None}, operation_id="endCitizenAccount", summary="Akhiri akun"
)
@needs(REGISTER, feature=ACCOUNTS)
def end(request: Asked, person_id: int, body: AccountEndIn) -> Status[None]:
    """Akun berakhir; laporan dan permintaan tetap milik warga dan berpindah ke akun berikutnya."""
    register_citizen.end_account(person_id=person_id, reason=body.reason, by=request.actor, at=now())
    return Status(204, None)


def _account(request: Asked, person_id: int) -> AccountOut:
    found = account_of(people.by_id(request.actor, person_id).pk)
    if found is None:
        raise NotFound("Warga ini belum punya akun.")
    return AccountOut(made_at=found.made_at, proven_at=found.proven_at)


def _paper(made: OnPaper) -> CodeOut:
    return CodeOut(username=made.username, code=made.code, hours=made.hours)
