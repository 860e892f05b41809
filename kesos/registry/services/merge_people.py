"""Two records of one person become one, in one transaction, with the way back written down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.registry.merging import carrying
from kesos.registry.merging.carrying import SQL, InTheWay
from kesos.registry.merging.held import changes, held
from kesos.registry.merging.hindrances import in_the_way
from kesos.registry.models import Merge, Person, Source


@dataclass(frozen=True, slots=True)
class Hands:
    """Who merges or parts, and when."""

    by: Actor
    at: datetime


@transaction.atomic
def merge_people(*, stays_id: int, gone_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """`gone_id` is no person of its own afterwards: everything that pointed at it points at `stays_id`.

    Who may is asked by whoever calls: the flow of the pair. Raises NotFound, InTheWay.
    """
    told: dict[str, Any] = {"stays": stays_id, "gone": gone_id, "day": localdate(at), "at": at}
    with acting(SYSTEM):
        if len(rows(SQL["hold"], told)) < 2:
            raise NotFound("Salah satu dari keduanya sudah digabung atau tidak ada lagi. Muat ulang halaman.")
        if sentences := in_the_way(told):
            raise InTheWay(sentences[0])
        merge = _begun(told, reason=reason, hands=Hands(by, at))
        told |= {"merge": merge.pk, "source": _source(by, at).pk}
        for change in changes():
            carrying.change(change, told)
        for one in held():
            carrying.carry(one, told)
        _go(gone_id)
        run(SQL["checked_at_the_end"])
        _tell("registry.people_merged", merge, hands=Hands(by, at))
    return merge


def _begun(told: dict[str, Any], *, reason: str, hands: Hands) -> Merge:
    gone = Person.objects.get(pk=told["gone"])
    ((record,),) = rows(SQL["record"], told)
    return Merge.objects.create(
        stays_id=told["stays"], gone_id=gone.pk, nik=gone.nik, nik_claimed=gone.nik_claimed, full_name=gone.full_name,
        region_code=gone.region_id, record=carrying.as_json(record).obj, reason=reason, at=hands.at,
        by_user_id=hands.by.user_id,
    )  # fmt: skip


def _source(by: Actor, at: datetime) -> Source:
    return Source.objects.create(
        kind=Source.Kind.FORM, title="Penggabungan data ganda", dated_on=localdate(at), received_at=at,
        by_user_id=by.user_id,
    )  # fmt: skip


def _go(gone_id: int) -> None:
    """The database refuses this as long as anything points here: nothing can have been forgotten."""
    run("delete from registry_person where id = %(gone)s", {"gone": gone_id})


def _tell(kind: str, merge: Merge, *, hands: Hands) -> None:
    """On both: whoever looks at either finds it."""
    stays = Person.objects.get(pk=merge.stays_id)
    for person, region in ((merge.stays_id, stays.region_id), (merge.gone_id, merge.region_code)):
        audit.record(
            kind=kind, by=hands.by, at=hands.at, subject=f"person:{person}", region_code=region,
            stays=merge.stays_id, gone=merge.gone_id,
        )  # fmt: skip
