"""A merge taken back: the record is a person again, and what it held is its own again."""

from datetime import date, datetime

from django.db import transaction

from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.registry.merging import returning
from kesos.registry.merging.carrying import SQL, InTheWay
from kesos.registry.models import Merge, Person
from kesos.registry.services.merge_people import Hands, _tell

SHORTEST = 5


@transaction.atomic
def unmerge_people(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """What came after the merge stays with the one who stayed. Raises NotFound, Refused, InTheWay."""
    if len(reason.strip()) < SHORTEST:
        raise Refused("Tuliskan mengapa keduanya dipisahkan lagi.", field="alasan")
    with acting(SYSTEM):
        merge = Merge.objects.select_for_update().filter(pk=merge_id).first()
        if merge is None:
            raise NotFound("Penggabungan tidak ditemukan.")
        if merge.undone_at is not None:
            raise Refused("Keduanya sudah dipisahkan. Muat ulang halaman.", code="already_parted")
        rows(SQL["hold"], {"gone": merge.gone_id, "stays": merge.stays_id})
        _refuse_if_dead(merge)
        merge.undone_at, merge.undone_by, merge.undone_reason = at, by.user_id, reason.strip()
        merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        run(SQL["now_checked"])
        returning.insert("registry_person", merge.record)
        returning.carry_back(merge.pk)
        returning.put_back(merge.pk)
        run(SQL["checked_at_the_end"])
        _tell("registry.people_parted", merge, hands=Hands(by, at))
    return merge


def _refuse_if_dead(merge: Merge) -> None:
    stays = Person.objects.get(pk=merge.stays_id)
    died = merge.record.get("died_on")
    if stays.died_on != (date.fromisoformat(died) if died else None):
        raise InTheWay(
            "Sesudah digabung, orang ini tercatat meninggal. Pastikan dahulu siapa yang meninggal; bila keliru, "
            "kematiannya dibetulkan, lalu keduanya dipisahkan."
        )
