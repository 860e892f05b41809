"""Finding people, one person with family and services, the opening of a NIK, the look across areas."""

from typing import Annotated, Any

from django.http import HttpResponse, JsonResponse
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from kesos.access import settings_store
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import only_number
from kesos.registry.api import shown
from kesos.registry.models import Person
from kesos.registry.queries import card, people, person_page, pillars
from kesos.registry.queries.ppks import OPEN
from kesos.registry.services.look_up_across_areas import LOOK_ACROSS, look_up_across_areas
from kesos.registry.services.open_nik import OPEN_NIK, open_nik
from kesos.registry.services.open_ppks import open_ppks
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST, SEARCH, MOST_AN_HOUR = "people", "person.search", "registry.look_across_an_hour"
router = Router(tags=["Warga"])


class ByNumber(Schema):
    number: Annotated[str, Field(max_length=30, description="NIK atau No KK, 16 angka.", examples=["9971035204790001"])]


class ByNik(Schema):
    nik: Annotated[str, Field(max_length=30, examples=["9971035204790001"])]


class Reason(Schema):
    reason: Annotated[str, Field(max_length=300, examples=["Mencocokkan KTP di loket"])]


class LookUp(Schema):
    nik: Annotated[str, Field(max_length=30, examples=["9971035204790001"])]
    purpose: Annotated[str, Field(max_length=200, examples=["Pemohon mengaku pindah dari kota lain"])]


@router.get("/people", response=Page[shown.PersonRow], operation_id="listPeople", summary="Cari warga menurut nama")
@needs(SEARCH)
def listed(
    request: Asked,
    paging: Query[Paging],
    name: Annotated[str, Query(max_length=100)] = "",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
) -> HttpResponse:
    """Menurut nama, tahan salah ketik; tanpa nama: semua warga satu kelurahan. Nomor tidak ditaruh di alamat."""
    if only_number(name).isdigit():
        raise Refused("Cari NIK atau No KK dengan findPeopleByNumber.", code="number_in_address", field="name")
    key, last = paging.after(LIST) or ("", 0)
    rows, tolerant = people.search(
        request.actor, text=name, within_code=within, after=(str(key), int(last)), limit=paging.limit + 1
    )
    # names that are only alike have no further page
    rows = rows[: paging.limit] if tolerant else rows
    told = page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.key, row.id], show=_plain)
    return JsonResponse(told)


@router.post(
    "/people/find", response=Page[shown.PersonRow], operation_id="findPeopleByNumber",
    summary="Cari warga menurut NIK atau No KK",
)  # fmt: skip
@needs(people.VIEW)
def found(request: Asked, body: ByNumber) -> dict[str, object]:
    """Pemegang nomor itu di wilayah wewenang, juga nomor kartu yang lama. Jawaban kosong bila tidak ada."""
    if not only_number(body.number).isdigit():
        raise Refused("NIK dan No KK terdiri atas 16 angka.", code="number_wrong", field="number")
    rows, _ = people.search(request.actor, text=body.number)
    return {"items": [_row(row) for row in rows], "next": None}


@router.post("/people/one", response=shown.PersonCard, operation_id="getPersonByNik", summary="Satu warga menurut NIK")
@needs(people.VIEW)
def by_nik(request: Asked, body: ByNik) -> HttpResponse:
    """Siapa, di mana, dan keempat pilarnya. Keluarga, riwayat, dan sumber tiap nilai ada pada getPerson."""
    told = card.by_nik(request.actor, body.nik)
    # the one that is asked most often: written without a schema for each of its thirty parts, a test holds it to them
    return JsonResponse(shown.card(told, pillars.pillars(told, on=localdate())))


@router.post(
    "/people/across", response=shown.Across, operation_id="lookUpAcrossAreas", summary="Cari satu NIK lintas wilayah"
)
@needs(LOOK_ACROSS, answer_is_kept=False)
def across(request: Asked, body: LookUp) -> shown.Across:
    """Hanya kabupaten/kota dan program; dicatat dengan keperluannya dan dibatasi per jam."""
    at = now()
    told = look_up_across_areas(
        nik=body.nik, purpose=body.purpose, most_an_hour=settings_store.number(MOST_AN_HOUR, at=at),
        by=request.actor, at=at,
    )  # fmt: skip
    if told is None:
        return shown.Across(found=False)
    return shown.Across(
        found=True, nik=told.nik_masked, kabkota=told.kabkota,
        services=[shown.AcrossService.from_orm(each) for each in told.services],
    )  # fmt: skip


@router.get("/people/{int:person_id}", response=shown.PersonOne, operation_id="getPerson", summary="Satu warga")
@needs(people.VIEW)
def one(
    request: Asked,
    person_id: int,
    reason: Annotated[str, Query(max_length=300, description="Alasan membuka NIK dan No KK; dicatat.")] = "",
) -> shown.PersonOne:
    """Warga, keluarganya, matriks layanannya, PPKS, panti, PSKS, dan sasaran kemiskinan ekstrem.

    Dengan `reason` dan wewenang `person.open_nik` nomornya terbuka.
    """
    told = person_page.person_page(request.actor, person_id)
    if reason:
        open_nik(person_id=person_id, reason=reason, by=request.actor, at=now())
    return _one(told, opened=bool(reason))


@router.post(
    "/people/{int:person_id}/open-number",
    response=shown.Opened,
    operation_id="openPersonNumber",
    summary="Buka NIK lengkap",
)
@needs(OPEN_NIK, answer_is_kept=False)
def opened(request: Asked, person_id: int, body: Reason) -> shown.Opened:
    """Enam belas angka NIK satu warga; setiap pembukaan dicatat dengan alasannya."""
    return shown.Opened(number=open_nik(person_id=person_id, reason=body.reason, by=request.actor, at=now()))


@router.post(
    "/people/{int:person_id}/open-ppks", response=shown.PersonOne, operation_id="openPersonPpks",
    summary="Buka jenis PPKS yang dirahasiakan",
)  # fmt: skip
@needs(OPEN, answer_is_kept=False)
def opened_ppks(request: Asked, person_id: int, body: Reason) -> shown.PersonOne:
    """Warga dengan semua jenis PPKS-nya; setiap pembukaan dicatat dengan alasannya. Nomornya tetap disamarkan."""
    open_ppks(person_id=person_id, reason=body.reason, by=request.actor, at=now())
    return _one(person_page.person_page(request.actor, person_id, opened=True), opened=False)


def _row(row: people.PersonRow) -> shown.PersonRow:
    return shown.PersonRow.of(row, nik=shown.number(row.nik))


def _plain(row: people.PersonRow) -> dict[str, Any]:
    return shown.PersonRow.plain(row, nik=shown.number(row.nik))


def _one(told: person_page.PersonPage, *, opened: bool) -> shown.PersonOne:
    person = told.person
    identity, number = _identity(person)
    return shown.PersonOne.of(
        person, nik=shown.number(number, opened=opened), identity=identity, region_code=person.region_id,
        place=told.place, source=person.source.title, family=_family(told, opened=opened), services=_services(told),
        listings=[shown.Listing.of(each, listed_in=each.register) for each in told.listings],
        deciles=[shown.Decile.of(each) for each in told.deciles],
        facts=[shown.PersonFact.of(each, label=each.told) for each in told.facts],
    )  # fmt: skip


def _identity(person: Person) -> tuple[str, int | str | None]:
    if person.nik is not None:
        return "proven", person.nik
    if person.nik_claimed is not None:
        return "claimed", person.nik_claimed
    return ("malformed", person.nik_as_written) if person.nik_as_written else ("none", None)


def _family(told: person_page.PersonPage, *, opened: bool) -> shown.Household | None:
    family = told.family
    if family is None:
        return None
    members = [shown.Member.of(each, nik=shown.number(each.nik)) for each in told.members]
    return shown.Household.of(
        family, kk=shown.number(family.kk, opened=opened), region_code=family.region_id, members=members
    )


def _services(told: person_page.PersonPage) -> list[shown.Pillar]:
    found = pillars.pillars(told, on=localdate())
    return [
        shown.Pillar.of(pillar, services=[shown.Service.of(each, notes=list(each.notes)) for each in pillar.services])
        for pillar in found
    ]
