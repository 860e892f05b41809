"""Who the token acts as."""

from typing import Annotated

from ninja import Field, Router, Schema

from kesos.ui.endpoints import Asked, signed_in

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
