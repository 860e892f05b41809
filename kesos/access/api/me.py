"""Who the token acts as: what is held, one's own details, one's own tokens."""

from typing import Annotated

from ninja import Field, Router, Schema, Status

from kesos.access.services import accounts, tokens
from kesos.ui.endpoints import Asked, needs, now, signed_in

OWN = "account.own"  # every role holds it; a token only when its owner said so
router = Router(tags=["Akun"])


class Held(Schema):
    permission: Annotated[str, Field(examples=["person.view"])]
    areas: Annotated[
        list[str], Field(description="Kode wilayah; kosong berarti seluruh Indonesia.", examples=[["3571"]])
    ]


class Me(Schema):
    user_id: int
    name: Annotated[str, Field(examples=["Dwi Astutik"])]
    roles: Annotated[list[str], Field(examples=[["OP_DESA"]])]
    permissions: list[Held]


@router.get("/me", response=Me, operation_id="me", summary="Saya")
@signed_in
def me(request: Asked) -> Me:
    """Pengguna di balik token ini, beserta wewenang dan wilayah yang tersisa setelah dipersempit cakupan token."""
    actor = request.actor
    held = sorted({permission for permission, _ in actor.grants | actor.reach})
    return Me(
        user_id=actor.user_id, name=actor.name, roles=sorted(actor.roles),
        permissions=[Held(permission=each, areas=actor.areas(each)) for each in held],
    )  # fmt: skip


class Details(Schema):
    """What is not told stays as it is."""

    full_name: Annotated[str | None, Field(max_length=120, min_length=1)] = None
    email: Annotated[str | None, Field(max_length=254, pattern="^([^@ ]+@[^@ ]+)?$")] = None
    nip: Annotated[str | None, Field(max_length=18)] = None
    phone: Annotated[str | None, Field(max_length=20)] = None

    def told(self) -> dict[str, str]:
        told = {name: value for name, value in self.dict().items() if value is not None}
        return {**told, "email": told["email"].lower()} if "email" in told else told


@router.post("/me/change", response=Me, operation_id="changeMe", summary="Ubah data saya")
@needs(OWN)
def change(request: Asked, body: Details) -> Me:
    """Nama, surel, NIP, atau telepon pemilik token; yang tidak dikirim tidak berubah."""
    accounts.change(by=request.actor, at=now(), user_id=request.actor.user_id, **body.told())
    return me(request)


@router.post("/tokens/{int:token_id}/revoke", response={204: None}, operation_id="revokeToken", summary="Cabut token")
@needs(OWN)
def revoke(request: Asked, token_id: int) -> Status[None]:
    """Token sendiri, atau token akun yang dikelola; berlaku seketika."""
    tokens.revoke_token(token_id=token_id, by=request.actor, at=now())
    return Status(204, None)
