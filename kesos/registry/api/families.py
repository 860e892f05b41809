"""A new family, one more member of a known one, and whom a mistyped number may have meant."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from ninja import Field, Router, Schema, Status

from kesos.registry.api import shown
from kesos.registry.families.said import Card, Said
from kesos.registry.queries import near
from kesos.registry.queries.people import VIEW
from kesos.registry.services.register_family import REGISTER, Registered, add_member, register_family
from kesos.ui.endpoints import Asked, needs, now

Word = Annotated[str, Field(max_length=120)]
Code = Annotated[str, Field(max_length=8, description="Kode dari daftar kode.")]
router = Router(tags=["Warga"])


class MemberIn(Schema):
    """Orang yang sudah dikenal cukup `person_id` dan `relation`; selainnya diabaikan."""

    relation: Annotated[str, Field(max_length=2, description="Kode daftar shdk; 1 kepala keluarga.", examples=["1"])]
    person_id: Annotated[int | None, Field(description="Orang yang sudah tercatat di wilayah wewenang.")] = None
    nik: Annotated[str, Field(max_length=30, examples=["9971035204790001"])] = ""
    no_nik_reason: Annotated[
        str, Field(max_length=16, description="newborn, no_document, remote, institution, unknown")
    ] = ""
    full_name: Annotated[str, Field(max_length=120, examples=["YATEMI"])] = ""
    sex: Annotated[str, Field(max_length=1, description="L atau P", examples=["P"])] = ""
    birth_date: date | None = None
    birth_place: Word = ""
    mother_name: Word = ""
    religion: Code = ""
    marital: Code = ""
    education: Code = ""
    occupation: Code = ""
    confirmed: Annotated[
        bool, Field(description="Sudah dicocokkan dengan dokumen, yang memang tertulis begini (family_to_confirm).")
    ] = False


class FamilyIn(Schema):
    kk: Annotated[str, Field(max_length=30, examples=["9971030101107001"])]
    region_code: Annotated[str, Field(max_length=10, pattern="^[0-9]*$", examples=["3571031009"])]
    address: Annotated[str, Field(max_length=200)] = ""
    rt: Annotated[str, Field(max_length=3, pattern="^[0-9]*$")] = ""
    rw: Annotated[str, Field(max_length=3, pattern="^[0-9]*$")] = ""
    members: list[MemberIn]


class FamilyOut(Schema):
    family_id: int
    person_ids: Annotated[list[int], Field(description="Anggota menurut urutan kiriman.")]
    created: Annotated[bool, Field(description="false bila semuanya sudah tercatat sebelumnya.")]


class Mistyped(Schema):
    number: Annotated[
        str, Field(max_length=30, description="NIK atau No KK yang diketik.", examples=["997103520479001"])
    ]


class NearOne(Schema):
    id: int
    full_name: str
    nik: shown.Masked
    birth_date: date | None
    village: str
    by_card: Annotated[bool, Field(description="Yang mirip adalah No KK keluarganya.")]


@router.post(
    "/families", response={201: FamilyOut, 200: FamilyOut}, operation_id="registerFamily", summary="Catat keluarga baru"
)
@needs(REGISTER)
def registered(request: Asked, body: FamilyIn) -> Status[FamilyOut]:
    """Satu keluarga dengan anggotanya, seluruhnya atau tidak sama sekali, dengan aturan yang sama seperti impor."""
    card = Card(body.kk, body.region_code, body.address, body.rt, body.rw)
    made = register_family(card=card, members=[_said(each) for each in body.members], by=request.actor, at=now())
    return _told(made)


@router.post(
    "/families/{int:family_id}/members", response={201: FamilyOut, 200: FamilyOut}, operation_id="addFamilyMember",
    summary="Tambah anggota keluarga",
)  # fmt: skip
@needs(REGISTER)
def joined(request: Asked, family_id: int, body: MemberIn) -> Status[FamilyOut]:
    """Orang baru, atau orang yang sudah tercatat dan pindah masuk; keanggotaan lamanya berakhir dengan riwayat."""
    return _told(add_member(family_id=family_id, member=_said(body), by=request.actor, at=now()))


@router.post("/people/near", response=list[NearOne], operation_id="findPeopleNear", summary="Nomor yang salah ketik")
@needs(VIEW)
def alike(request: Asked, body: Mistyped) -> list[NearOne]:
    """Warga di wilayah wewenang yang NIK atau No KK-nya berbeda satu angka; paling banyak lima, untuk dipilih orang."""
    return [
        NearOne(**{**asdict(each), "nik": shown.number(each.nik)})
        for each in near.near_number(request.actor, body.number)
    ]


def _said(body: MemberIn) -> Said:
    told: dict[str, Any] = body.dict()
    return Said(**told)


def _told(made: Registered) -> Status[FamilyOut]:
    return Status(201 if made.created else 200, FamilyOut(**{**asdict(made), "person_ids": list(made.person_ids)}))
