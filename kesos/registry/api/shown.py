"""People as a program sees them: sixteen signs of a number, masked where nobody has asked for it with a reason."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from ninja import Field, Schema

from kesos.foundation.numbers import as_text, masked
from kesos.registry.queries import pillars
from kesos.registry.queries.card import Card

Masked = Annotated[
    str | None,
    Field(description="16 tanda; delapan di tengah disamarkan. null bila tidak ada.", examples=["9971••••••••0001"]),
]


def number(value: int | str | None, *, opened: bool = False) -> str | None:
    if value is None:
        return None
    return (as_text(value) if isinstance(value, int) else value) if opened else masked(value)


class Told(Schema):
    """Made of what our own queries have read: taken as it is, where a schema would look at each value once more."""

    @classmethod
    def of(cls, read: object, **more: Any) -> Self:
        return cls.model_construct(**cls.plain(read, **more))

    @classmethod
    def plain(cls, read: object, **more: Any) -> dict[str, Any]:
        """The same as plain values, for what is asked most often; a test holds them to the schema."""
        return {name: getattr(read, name) for name in cls.model_fields if name not in more} | more


class PersonRow(Told):
    id: int
    full_name: Annotated[str, Field(examples=["SULASTRI"])]
    nik: Masked
    sex: Annotated[str, Field(examples=["P"])]
    birth_date: date | None
    died_on: date | None
    region_code: Annotated[str, Field(examples=["3571031009"])]
    village: Annotated[str, Field(examples=["Bawang"])]
    address: str
    rt: str
    rw: str
    head_name: str
    decile: int | None
    listed: Annotated[bool, Field(description="Keluarganya terdaftar di DTSEN/DTKS.")]


class Member(Told):
    person_id: int
    full_name: str
    nik: Masked
    sex: str
    birth_date: date | None
    died_on: date | None
    relation: Annotated[int, Field(description="Kode hubungan Dukcapil, 1 kepala keluarga.")]
    joined_on: date
    left_on: date | None


class Household(Told):
    id: int
    kk: Masked
    region_code: str
    address: str
    rt: str
    rw: str
    members: list[Member]


class Service(Told):
    programme: Annotated[str, Field(examples=["PKH"])]
    label: str
    is_received: Annotated[str, Field(description="received, in_process, not_received", examples=["received"])]
    standing: Annotated[str, Field(description="received, process, held, past, never", examples=["received"])]
    notes: list[str]


class Pillar(Told):
    code: Annotated[str, Field(examples=["jaminan"])]
    label: str
    services: list[Service]


class Listing(Told):
    listed_in: Annotated[str, Field(examples=["dtsen"])]
    number: str
    from_on: date
    to_on: date | None
    decree: str
    source: str
    source_on: date


class Decile(Told):
    release: Annotated[str, Field(examples=["2026-3"])]
    decile: int | None
    as_sent: str
    source: str
    source_on: date


class PersonFact(Told):
    kind: Annotated[str, Field(description="ppks, ekstrem, panti, psks", examples=["ppks"])]
    code: Annotated[str, Field(description="Jenis PPKS atau PSKS, kode panti, periode.", examples=["PPKS-08"])]
    label: Annotated[str, Field(examples=["Lanjut usia telantar"])]
    detail: str
    from_on: date | None
    to_on: date | None
    source: str
    source_on: date | None
    hidden: Annotated[
        bool,
        Field(description="Jenis PPKS yang dirahasiakan: hanya bagi peran yang boleh membukanya (openPersonPpks)."),
    ]


class PersonOne(Told):
    id: int
    full_name: str
    nik: Masked
    identity: Annotated[str, Field(description="proven, claimed, malformed, none", examples=["proven"])]
    sex: str
    birth_date: date | None
    birth_place: str
    died_on: date | None
    region_code: str
    place: Annotated[str, Field(examples=["Bawang, Pesantren, Kota Kediri, Jawa Timur"])]
    source: str
    updated_at: datetime
    family: Household | None
    services: Annotated[list[Pillar], Field(description="Diterima, dalam proses, dan tidak diterima.")]
    listings: list[Listing]
    deciles: list[Decile]
    facts: Annotated[list[PersonFact], Field(description="PPKS, PSKS, tinggal di panti, sasaran kemiskinan ekstrem.")]


class PersonCard(Told):
    id: int
    full_name: Annotated[str, Field(examples=["SULASTRI"])]
    nik: Masked
    sex: str
    birth_date: date | None
    died_on: date | None
    region_code: str
    place: Annotated[str, Field(examples=["Bawang, Pesantren, Kota Kediri, Jawa Timur"])]
    kk: Masked
    address: str | None
    rt: str | None
    rw: str | None
    head_name: str | None
    members: Annotated[int, Field(description="Anggota keluarganya sekarang.")]
    services: Annotated[list[Pillar], Field(description="Diterima, dalam proses, dan tidak diterima.")]


def card(told: Card, found: list[pillars.Pillar]) -> dict[str, Any]:
    """A `PersonCard` as plain values."""
    own = {name: getattr(told, name) for name in PersonCard.model_fields if name not in ("nik", "kk", "services")}
    services = [
        {
            "code": pillar.code, "label": pillar.label,
            "services": [{name: getattr(each, name) for name in Service.model_fields} for each in pillar.services],
        }
        for pillar in found
    ]  # fmt: skip
    return {**own, "nik": number(told.nik), "kk": number(told.kk), "services": services}


class Opened(Schema):
    number: Annotated[str, Field(description="NIK lengkap seperti tercatat.", examples=["9971035204790001"])]


class AcrossService(Schema):
    programme: str
    state: str
    from_on: date
    to_on: date | None


class Across(Schema):
    found: bool
    nik: Masked = None
    kabkota: Annotated[str | None, Field(examples=["3571"])] = None
    services: list[AcrossService] = []
