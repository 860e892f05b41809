"""A family, or one more member of it, from the counter: judged and written as an import of a few rows."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kesos.access import settings_store
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.foundation.numbers import as_text, only_number
from kesos.registry.families import faults
from kesos.registry.families.faults import FamilyKnown, FamilyWrong
from kesos.registry.families.said import HEAD, Card, Said, as_row
from kesos.registry.imports import one_family
from kesos.registry.imports.one_family import Form, Judged
from kesos.registry.models import Family, Membership, Person, Source
from kesos.registry.queries import people, visits

REGISTER = "family.register"
MOST = 20  # members in one form; a bigger card is added to afterwards
SAME_NAME = "registry.same_name_percent"


@dataclass(frozen=True, slots=True)
class Registered:
    """`created` is False where everything stood there already, as after a second click."""

    family_id: int
    person_ids: tuple[int, ...]
    created: bool


@transaction.atomic
def register_family(*, card: Card, members: Sequence[Said], by: Actor, at: datetime) -> Registered:
    """A new family with its members, whole or not at all; sent twice it is the same family.

    Raises FamilyWrong, ToConfirm, FamilyKnown, NotAllowed, NotFound.
    """
    if wrong := faults.of_shape(card, members):
        raise FamilyWrong(wrong)
    if len(members) > MOST:
        raise Refused(
            f"Satu formulir memuat paling banyak {MOST} orang. Simpan dahulu, lalu tambahkan sisanya dari keluarganya.",
            code="too_many_members",
        )
    if not by.may(REGISTER, card.region_code):
        raise NotAllowed("Kelurahan/desa ini di luar wilayah kewenangan Anda.", field="region_code")
    chosen = [_chosen(said, by) for said in members]
    rows = [as_row(said, card, person) for said, person in zip(members, chosen, strict=True)]
    one_family.hold([card.kk, *(each["nik"] for each in rows)])
    with _judged(rows, card.region_code, by, at) as form:
        here = _standing(card, form, by)
        if here and not form.says_otherwise:
            return Registered(here, _ids(form), created=False)
        _refuse(form, members, rows, into=here)
        source = _source(f"Formulir keluarga baru, {by.name or 'petugas'}", card.region_code, by, at)
        family_id = _write(form, source, with_family=True, at=at)
        audit.record(
            "registry.family_registered", by=by, at=at, subject=f"family:{family_id}", region_code=card.region_code,
            members=len(members), source=source.title,
        )  # fmt: skip
        return Registered(family_id, _ids(form), created=True)


@transaction.atomic
def add_member(*, family_id: int, member: Said, by: Actor, at: datetime) -> Registered:
    """Somebody new, or somebody known who moves in, into a family that is known; sent twice it is the same person.

    Raises FamilyWrong, ToConfirm, NotAllowed, NotFound, Refused where the family has no card number to stand under.
    """
    family = visits.family_of(by, family_id)
    by.require(REGISTER, family.region_id)
    if family.kk is None:
        raise Refused("Keluarga ini belum punya No KK yang sah. Betulkan dahulu No KK-nya.", code="family_without_card")
    card = Card(as_text(family.kk), family.region_id)
    chosen = _chosen(member, by)
    if wrong := faults.of_shape(card, [member], heads=(0, 1) if member.relation == HEAD else (0,)):
        raise FamilyWrong(wrong)
    rows = [as_row(member, card, chosen)]
    one_family.hold([card.kk, rows[0]["nik"]])
    with _judged(rows, card.region_code, by, at) as form:
        if form.members[0].known and form.members[0].family_id == family.pk and not form.says_otherwise:
            return Registered(family.pk, _ids(form), created=False)
        _refuse_second_head(family, member, form.members[0].person_id)
        _refuse(form, [member], rows, into=family.pk)
        source = _source(f"Formulir anggota keluarga, {by.name or 'petugas'}", card.region_code, by, at)
        _write(form, source, with_family=False, at=at)
        audit.record(
            "registry.member_added", by=by, at=at, subject=f"family:{family.pk}", region_code=card.region_code,
            person=form.members[0].person_id, source=source.title,
        )  # fmt: skip
        return Registered(family.pk, _ids(form), created=True)


def _judged(rows: list[dict[str, str]], region_code: str, by: Actor, at: datetime) -> AbstractContextManager[Form]:
    same_name = settings_store.number(SAME_NAME, at=at) / 100
    areas = by.areas(REGISTER)
    return one_family.judged(rows, region_code=region_code, areas=areas, same_name=same_name, by=by, at=at)


def _chosen(said: Said, by: Actor) -> Person | None:
    """Somebody known is taken as they are; out of reach they do not exist."""
    if said.person_id is None:
        return None
    person = people.by_id(by, said.person_id)
    if person.nik is None:
        raise Refused(
            "NIK orang yang dipilih belum terbukti. Selesaikan dahulu tugas identitasnya.", code="person_without_nik"
        )
    return person


def _standing(card: Card, form: Form, by: Actor) -> int | None:
    """The family where this form was written before. Raises FamilyKnown where the card holds other people."""
    family = Family.objects.filter(kk=int(only_number(card.kk))).first()
    if family is None or not Membership.objects.filter(family=family, left_on=None).exists():
        return None
    if not by.may(REGISTER, family.region_id):
        return None  # the verdict of the row says so, without telling where
    if all(one.known and one.family_id == family.pk for one in form.members):
        return int(family.pk)
    raise FamilyKnown(family.pk)


def _refuse(form: Form, members: Sequence[Said], rows: list[dict[str, str]], *, into: int | None) -> None:
    confirmed = [said.confirmed or said.person_id is not None for said in members]
    if wrong := faults.found(form.members, into=into, confirmed=confirmed, niks=[each["nik"] for each in rows]):
        raise wrong


def _refuse_second_head(family: Family, member: Said, person_id: int | None) -> None:
    heads = Membership.objects.filter(family=family, left_on=None, relation=int(HEAD))
    if member.relation == HEAD and any(head.person_id != person_id for head in heads):
        said = "Hubungan keluarga: keluarga ini sudah memiliki kepala keluarga. Pilih hubungan lain."
        raise FamilyWrong({"members.0.relation": said})


def _write(form: Form, source: Source, *, with_family: bool, at: datetime) -> int:
    """Raises Refused, and then nothing is written, where an import took one of the rows in the same moment."""
    written = one_family.write(form, source, with_family=with_family, at=at)
    if written is None or written[1] != len(form.members):
        raise Refused(
            "Orang atau keluarga ini baru saja dicatat dari tempat lain. Tidak ada yang tersimpan; kirim sekali lagi.",
            code="family_crossed",
        )
    return int(written[0])


def _source(title: str, region_code: str, by: Actor, at: datetime) -> Source:
    return Source.objects.create(
        kind=Source.Kind.FORM, title=title, dated_on=localdate(at), received_at=at, by_user_id=by.user_id,
        region_code=region_code,
    )  # fmt: skip


def _ids(form: Form) -> tuple[int, ...]:
    return tuple(_id(one) for one in form.members)


def _id(one: Judged) -> int:
    if one.person_id is None:
        raise RuntimeError(f"row {one.line} with verdict {one.verdict} has nobody")
    return one.person_id
