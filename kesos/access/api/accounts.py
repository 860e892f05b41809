"""Accounts by a program: listed, invited, changed, switched off and on, helped back in."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema

from kesos.access.api.me import Details
from kesos.access.models import Delegation, Grant, User
from kesos.access.queries import users
from kesos.access.services import accounts, rescue
from kesos.foundation.actor import Actor
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "accounts"
router = Router(tags=["Pengguna"])
Area = Annotated[
    str,
    Field(
        pattern="^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$",
        description="Kode wilayah; kosong berarti seluruh Indonesia.",
        examples=["3571031009"],
    ),
]
Reason = Annotated[str, Field(max_length=500, examples=["SK 800/12/2026"])]


class AccountRow(Schema):
    id: int
    username: Annotated[str, Field(examples=["sari.bawang"])]
    full_name: str
    is_active: bool
    offices: Annotated[list[str], Field(examples=[["Operator desa/kelurahan · Bawang"]])]


class GrantOut(Schema):
    id: int
    role: Annotated[str, Field(examples=["OP_DESA"])]
    area: Area
    holder: str
    valid_from: datetime
    valid_to: datetime | None
    reason: str


class DelegationOut(Schema):
    id: int
    kind: Annotated[str, Field(examples=["plh"])]
    from_user_id: int
    to_user_id: int
    role: str
    area: Area
    holder: str
    valid_from: datetime
    valid_to: datetime
    letter_number: str


class AccountOne(Schema):
    id: int
    username: str
    full_name: str
    email: str
    phone: str
    region_code: Area
    is_active: bool
    grants: list[GrantOut]
    delegations: list[DelegationOut]


class Invitation(Schema):
    username: Annotated[str, Field(max_length=60, examples=["sari.bawang"])]
    full_name: Annotated[str, Field(max_length=120)]
    region_code: Area
    email: Annotated[str, Field(max_length=254, pattern="^([^@ ]+@[^@ ]+)?$")] = ""
    nip: Annotated[str, Field(max_length=18)] = ""
    phone: Annotated[str, Field(max_length=20)] = ""


class Invited(Schema):
    id: int
    link: Annotated[
        str,
        Field(
            description="Alamat sekali pakai untuk membuat kata sandi; hanya diberitahukan kali ini. Kosong pada akun "
            "yang sudah dipakai: jalannya dikirim ke surel pemiliknya."
        ),
    ]


class Active(Schema):
    active: bool
    reason: Reason


class WithReason(Schema):
    reason: Reason


class Wanted(Schema):
    words: Annotated[str, Field(max_length=80)] = ""
    role: Annotated[str, Field(max_length=24)] = ""
    state: Annotated[str, Field(pattern="^(aktif|nonaktif)?$")] = ""


@router.get("/accounts", response=Page[AccountRow], operation_id="listAccounts", summary="Akun")
@needs(users.MANAGE)
def listed(request: Asked, wanted: Query[Wanted], paging: Query[Paging]) -> dict[str, object]:
    """Akun yang dikelola di wilayah wewenang, menurut nama pengguna."""
    after = paging.after(LIST)
    rows = users.page(
        request.actor, at=now(), after=str(after[0]) if after else "", limit=paging.limit + 1, **wanted.dict()
    )
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.username], show=AccountRow.from_orm)


@router.post("/accounts", response={201: Invited}, operation_id="inviteAccount", summary="Undang")
@needs(users.MANAGE, answer_is_kept=False)
def invite(request: Asked, body: Invitation) -> Invited:
    """Akun baru tanpa kata sandi, dengan tautan sekali pakai bagi pemiliknya."""
    told = {**body.dict(), "email": body.email.lower()}
    user, path = accounts.invite(by=request.actor, at=now(), **told)
    return Invited(id=user.pk, link=request.build_absolute_uri(path))


@router.get("/accounts/{int:account_id}", response=AccountOne, operation_id="getAccount", summary="Satu akun")
@needs(users.MANAGE)
def one(request: Asked, account_id: int) -> AccountOne:
    """Satu akun dengan penugasannya, dahulu dan sekarang, di wilayah wewenang."""
    return shown(request.actor, users.visible(request.actor, account_id))


@router.post(
    "/accounts/{int:account_id}/change", response=AccountOne, operation_id="changeAccount", summary="Ubah data akun"
)
@needs(users.MANAGE)
def change(request: Asked, account_id: int, body: Details) -> AccountOne:
    """Nama, surel, NIP, atau telepon; yang tidak dikirim tidak berubah."""
    user = users.kept_by(request.actor, account_id)
    accounts.change(by=request.actor, at=now(), user_id=user.pk, **body.told())
    return one(request, account_id)


@router.post(
    "/accounts/{int:account_id}/invite-again", response=Invited, operation_id="inviteAgain", summary="Tautan baru"
)
@needs(users.MANAGE, answer_is_kept=False)
def invite_again(request: Asked, account_id: int) -> Invited:
    """Tautan undangan baru; tautan sebelumnya berakhir. Akun yang sudah dipakai: surat kepada pemiliknya saja."""
    path = accounts.invite_again(by=request.actor, at=now(), user_id=account_id)
    return Invited(id=account_id, link=request.build_absolute_uri(path) if path else "")


@router.post(
    "/accounts/{int:account_id}/active", response=AccountOne, operation_id="setAccountActive", summary="Nonaktifkan"
)
@needs(users.MANAGE)
def set_active(request: Asked, account_id: int, body: Active) -> AccountOne:
    """Nonaktifkan atau aktifkan kembali, dengan alasan; sesi dan token ikut berhenti."""
    accounts.set_active(by=request.actor, at=now(), user_id=account_id, **body.dict())
    return one(request, account_id)


@router.post(
    "/accounts/{int:account_id}/release-lock", response=AccountOne, operation_id="releaseLock", summary="Buka kunci"
)
@needs(users.MANAGE)
def release_lock(request: Asked, account_id: int) -> AccountOne:
    """Kata sandi yang salah dilupakan, sehingga pemilik akun dapat mencoba lagi sekarang."""
    rescue.release_lock(user_id=account_id, by=request.actor, at=now())
    return one(request, account_id)


@router.post(
    "/accounts/{int:account_id}/remove-second-factor", response=AccountOne, operation_id="removeSecondFactor",
    summary="Hapus pengaman kedua",
)  # fmt: skip
@needs(users.MANAGE)
def remove_second_factor(request: Asked, account_id: int, body: WithReason) -> AccountOne:
    """Untuk pemilik yang kehilangan telepon dan dikenali langsung; alasannya dicatat."""
    rescue.remove_second_factor(user_id=account_id, by=request.actor, at=now(), reason=body.reason)
    return one(request, account_id)


def shown(actor: Actor, user: User) -> AccountOne:
    areas = actor.areas(users.MANAGE)
    return AccountOne(
        id=user.pk, username=user.username, full_name=user.full_name, email=user.email, phone=user.phone,
        region_code=user.region_code, is_active=user.is_active,
        grants=[grant_out(each) for each in users.grants_of(user.pk, within_areas=areas)],
        delegations=[delegation_out(each) for each in users.delegations_of(user.pk, within_areas=areas)],
    )  # fmt: skip


def grant_out(grant: Grant) -> GrantOut:
    return GrantOut(**_office(grant), reason=grant.reason)


def delegation_out(lent: Delegation) -> DelegationOut:
    return DelegationOut(
        **_office(lent), kind=lent.kind, from_user_id=lent.from_user_id, to_user_id=lent.to_user_id,
        letter_number=lent.letter_number,
    )  # fmt: skip


def _office(held: Grant | Delegation) -> dict[str, Any]:
    return {
        "id": held.pk, "role": held.role_id, "area": held.area, "holder": held.holder, "valid_from": held.valid_from,
        "valid_to": held.valid_to,
    }  # fmt: skip
