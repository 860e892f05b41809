"""What gives power, by a program: grants and delegations, given and ended."""

from typing import Annotated, Literal

from ninja import Field, Router, Schema

from kesos.access.api.accounts import (
    AccountOne,
    Area,
    DelegationOut,
    GrantOut,
    Reason,
    WithReason,
    delegation_out,
    grant_out,
    shown,
)
from kesos.access.queries import users
from kesos.access.services import offices
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.moments import Moment

router = Router(tags=["Pengguna"])
Role = Annotated[str, Field(max_length=24, examples=["OP_DESA"])]
Holder = Annotated[str, Field(max_length=40, description="Lembaga atau tugas, misalnya institution:12.")]


class GrantIn(Schema):
    role: Role
    area: Area
    reason: Reason
    holder: Holder = ""
    valid_from: Annotated[Moment | None, Field(description="Kosong: sekarang.")] = None
    valid_to: Annotated[Moment | None, Field(description="Kosong: sampai diakhiri.")] = None


class DelegationIn(Schema):
    kind: Literal["plt", "plh"]
    from_user_id: Annotated[int, Field(description="Pejabat yang diwakili.")]
    role: Role
    area: Area
    holder: Holder = ""
    valid_from: Moment
    valid_to: Moment
    letter_number: Annotated[str, Field(max_length=80, examples=["800/12/2026"])]


@router.post(
    "/accounts/{int:account_id}/grants", response={201: GrantOut}, operation_id="giveGrant", summary="Beri peran"
)
@needs(users.MANAGE)
def give(request: Asked, account_id: int, body: GrantIn) -> GrantOut:
    """Satu peran untuk satu wilayah, dengan alasan; yang tidak boleh dipegang bersama ditolak."""
    made = offices.give_grant(user_id=account_id, by=request.actor, at=now(), **body.dict())
    return grant_out(made)


@router.post("/grants/{int:grant_id}/end", response=GrantOut, operation_id="endGrant", summary="Akhiri penugasan")
@needs(users.MANAGE)
def end(request: Asked, grant_id: int, body: WithReason) -> GrantOut:
    """Berakhir sekarang dan tinggal dalam riwayat; yang belum mulai ditarik kembali."""
    before = grant_out(users.grant_in(request.actor, grant_id))
    ended = offices.end_grant(grant_id=grant_id, by=request.actor, at=now(), reason=body.reason)
    return before.model_copy(update={"valid_to": ended.valid_to})


@router.post(
    "/accounts/{int:account_id}/delegations", response={201: DelegationOut}, operation_id="delegateOffice",
    summary="Tugaskan Plt. atau Plh.",
)  # fmt: skip
@needs(users.MANAGE)
def delegate(request: Asked, account_id: int, body: DelegationIn) -> DelegationOut:
    """Jabatan pejabat lain dijalankan untuk sementara, dengan nomor surat perintah."""
    return delegation_out(offices.delegate(to_user_id=account_id, by=request.actor, at=now(), **body.dict()))


@router.post(
    "/delegations/{int:delegation_id}/end",
    response=AccountOne,
    operation_id="endDelegation",
    summary="Akhiri Plt./Plh.",
)
@needs(users.MANAGE)
def end_delegation(request: Asked, delegation_id: int) -> AccountOne:
    """Berakhir sekarang; jawabannya akun yang tadinya mewakili."""
    user_id = offices.end_delegation(delegation_id=delegation_id, by=request.actor, at=now())
    return shown(request.actor, users.visible(request.actor, user_id))
