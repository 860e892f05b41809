"""Weights of the local score are set for a kab/kota, and everybody who waits is weighed again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.programmes.models import ScoreWeight
from kesos.programmes.queries.score import ITEMS

SET = "score.set"
SQL = statements("kesos.programmes", "sql/score.sql")
WHERE = (0, 4)


class WeightsRefused(Refused):
    code = "weights_refused"


@transaction.atomic
def set_weights(
    *, city: str, weights: Mapping[str, Decimal], basis: str, valid_from: date, by: Actor, at: datetime
) -> int:
    """New weights of a kab/kota ("" is everywhere) from a day on; who holds today's is weighed again at once.

    Returns how many of those who wait got another score. Raises WeightsRefused, NotAllowed.
    """
    by.require(SET, city)
    today = timezone.localdate(at)
    write(city=city, weights=weights, basis=basis, valid_from=valid_from, at=at)
    changed = work_out(areas=[city], at=at) if valid_from <= today else 0
    audit.record(
        "programmes.weights_set", by=by, at=at, subject=f"bobot:{city or 'semua'}", region_code=city,
        weights=", ".join(f"{ITEMS[item]} {weight}" for item, weight in sorted(weights.items())),
        day=valid_from.isoformat(), basis=basis.strip(),
    )  # fmt: skip
    return changed


def write(
    *, city: str, weights: Mapping[str, Decimal], basis: str, valid_from: date, at: datetime, now: bool = False
) -> None:
    """The rows themselves, with every refusal; a preview writes them `now` already, and takes them back."""
    today = timezone.localdate(at)
    check(city=city, weights=weights, basis=basis, valid_from=valid_from, today=today)
    start = today if now else valid_from
    for item, weight in sorted(weights.items()):
        mine = ScoreWeight.objects.filter(region_code=city, item=item)
        mine.filter(valid_from__gte=start).delete()
        mine.filter(Q(valid_to=None) | Q(valid_to__gte=start)).update(valid_to=start - timedelta(days=1))
        try:
            with transaction.atomic():
                ScoreWeight.objects.create(
                    region_code=city, item=item, weight=weight, basis=basis.strip(), valid_from=start
                )
        except IntegrityError as broken:
            raise WeightsRefused("Bobot lain baru saja disimpan. Muat ulang halaman.") from broken


def work_out(*, areas: Sequence[str], at: datetime) -> int:
    """Score, flags and decile of everybody who waits in these areas, as one statement; how many changed."""
    facts = SQL["facts"].format(asked=SQL["waiting"])
    with acting(SYSTEM):
        return run(SQL["work_out"].format(facts=facts), {"areas": list(areas), "on": timezone.localdate(at)})


def weigh_newcomers(*, cases: Sequence[int] = (), ids: Sequence[int] = (), at: datetime) -> int:
    """Who has just entered the list, under these cases or numbers, stands at once where the own facts put them."""
    facts = SQL["facts"].format(asked=SQL["newcomers"])
    told = {"cases": list(cases), "ids": list(ids), "on": timezone.localdate(at)}
    with acting(SYSTEM):
        return run(SQL["work_out"].format(facts=facts), told)


def check(*, city: str, weights: Mapping[str, Decimal], basis: str, valid_from: date, today: date) -> None:
    """Every refusal of weights, also for those who only look what they would do."""
    if len(city) not in WHERE:
        raise WeightsRefused("Bobot ditetapkan untuk satu kabupaten/kota.", field="city")
    if not weights or (unknown := weights.keys() - ITEMS.keys()):
        raise WeightsRefused(f"Butir skor tidak dikenal: {', '.join(sorted(unknown))}." if weights else "Isi bobotnya.")
    for item, weight in weights.items():
        if not -100 <= weight <= 100:
            raise WeightsRefused("Bobot antara -100 dan 100.", field=item)
    if not basis.strip():
        raise WeightsRefused("Sebutkan keputusan yang menetapkan bobot ini.", field="basis")
    if valid_from < today:
        raise WeightsRefused("Bobot baru tidak berlaku surut. Pilih hari ini atau sesudahnya.", field="valid_from")
