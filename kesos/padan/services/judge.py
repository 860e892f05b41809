"""A person judges a pair: one step of the flow `data_ganda`. The case is opened by the first who acts."""

from datetime import datetime

from django.db import transaction

from kesos.audit.details import without_numbers
from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.padan.models import Pair
from kesos.padan.models.pairs import FLOW
from kesos.padan.queries import pairs
from kesos.registry.models import Person
from kesos.workflow import services as workflow
from kesos.workflow.services.open_cases import NewCase

UNDO = {"DIUSULKAN": "tarik", "BERBEDA": "buka_lagi"}
TOUCHING = frozenset({"setujui", "pisahkan"})  # what changes both people needs a say over both


class NotOne(Refused):
    """The one who is to stay is neither of the two."""

    code = "pair_stays"


@transaction.atomic
def judge(
    *, pair_id: int, action: str, by: Actor, at: datetime, stays: int | None = None, reason: str = "",
    seen: int | None = None,
) -> Pair:  # fmt: skip
    """`stays` is the id of the person who stays, for «sama»; else the one with the sound NIK, of whom more is known.

    Raises NotFound, NotOne, and what the kernel and the merge refuse.
    """
    with acting(by):
        one_at_a_time("pair", pair_id)
        pair = pairs.one(by, pair_id)
        if action in TOUCHING and not pairs.both_in_area(by, pair):
            raise Refused(
                "Salah satu dari keduanya tinggal di luar wilayah Anda. Penggabungan disetujui oleh supervisor yang "
                "wilayahnya mencakup keduanya.",
                code="pair_out_of_area",
            )
        if action == "sama":
            _choose(pair, stays)
        _open(pair, by=by, at=at)
        workflow.decide(case_id=pair.case_id or 0, action=action, by=by, at=at, reason=without_numbers(reason),
                        seen=seen)  # fmt: skip
        with acting(SYSTEM):
            pair.refresh_from_db()
        return pair


def undo(*, pair_id: int, by: Actor, at: datetime) -> Pair:
    """One's own or another's word that has touched nobody yet is taken back. Raises NotFound, Refused."""
    with acting(by):
        pair = pairs.one(by, pair_id)
    if pair.state not in UNDO:
        raise Refused("Penilaian ini tidak dapat diurungkan lagi: sudah digabung, atau belum dinilai.")
    return judge(pair_id=pair_id, action=UNDO[pair.state], by=by, at=at)


def _choose(pair: Pair, stays: int | None) -> None:
    if stays is not None and stays not in (pair.first_id, pair.second_id):
        raise NotOne("Pilih salah satu dari keduanya sebagai yang tetap.")
    with acting(SYSTEM):
        pair.stays_id = stays or pairs.likely_to_stay(pair)
        pair.save(update_fields=["stays_id"])


def _open(pair: Pair, *, by: Actor, at: datetime) -> None:
    """As the system: who may not take the step is refused by the step itself, and then nothing is left."""
    if pair.case_id is not None:
        return
    with acting(SYSTEM):
        names = list(
            Person.objects.filter(pk__in=(pair.first_id, pair.second_id))
            .order_by("pk")
            .values_list("full_name", flat=True)
        )
        other = pair.second_region if pair.second_region != pair.first_region else ""
        new = NewCase(
            region_code=pair.first_region, other_region_code=other, title=" dan ".join(names) or "Data ganda",
            path=f"/padan/ganda/{pair.pk}/",
        )  # fmt: skip
        (pair.case_id,) = workflow.open_cases(flow=FLOW, rows=[new], by=SYSTEM, at=at)
        pair.save(update_fields=["case"])
