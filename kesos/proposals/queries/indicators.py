"""What a month is measured by: a register that parts join, live numbers, and the frozen ones of a closed month.

A part joins with `register(Indicator(…))` when it is loaded. Its statement is given `period`, `city` and `month` and
returns region code and number; a recap of earlier months shows its new column empty.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from kesos.access import settings_store
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.queries.kept import kept
from kesos.proposals.models import MonthFigure, Period
from kesos.proposals.queries.standing import VIEW
from kesos.registry.queries import places

SQL = statements("kesos.proposals", "sql/indicators.sql")
COUNTED_AGAIN = "figures.doubles_minutes"
Figures = Mapping[str, Mapping[str, Decimal]]  # by code, by kelurahan


@dataclass(frozen=True, slots=True)
class Indicator:
    """`meaning` is one sentence for the reader. A count can be added up and hidden where small; a mean cannot: that of
    the whole is weighed by the count named in `weighed_by`."""

    code: str
    label: str
    meaning: str
    statement: str
    is_count: bool = True
    in_recap: bool = True
    short: str = ""
    weighed_by: str = ""
    is_kept: bool = False  # reads everybody of a kab/kota: counted at night and kept, not at each look

    @property
    def head(self) -> str:
        """Above a narrow column."""
        return self.short or self.label


_KNOWN: dict[str, Indicator] = {}


def register(*indicators: Indicator) -> None:
    for each in indicators:
        if _KNOWN.setdefault(each.code, each) != each:
            raise ValueError(f"two indicators are named {each.code}")


def known() -> list[Indicator]:
    """In the order in which they were registered."""
    return list(_KNOWN.values())


def live(period: Period, *, only: Collection[str] = (), exact: bool = False) -> Figures:
    """Counted now, all kelurahan; past the row policies, for numbers only. `only` names those that are wanted.

    What is kept may be a day old, unless `exact`.
    """
    with acting(SYSTEM):
        return {
            each.code: _kept(each, period) if each.is_kept and not exact else _counted(each, period)
            for each in known()
            if not only or each.code in only
        }


def keep_anew(*, since: date) -> None:
    """What is kept of the months from this day on that are not frozen yet is counted again, whatever its age."""
    with acting(SYSTEM):
        unfrozen = list(Period.objects.filter(figures=None, month__gte=since).order_by("region", "month"))
    for period in unfrozen:
        for each in known():
            if each.is_kept:
                _kept(each, period, lasts=timedelta(0))


def _counted(each: Indicator, period: Period) -> dict[str, Decimal]:
    return dict(rows(each.statement, {"period": period.pk, "city": period.region_id, "month": period.month}))


def _kept(each: Indicator, period: Period, *, lasts: timedelta | None = None) -> dict[str, Decimal]:
    if lasts is None:
        lasts = settings_store.minutes(COUNTED_AGAIN, at=timezone.now())
    found = kept(
        f"{each.code} {period.month:%Y-%m}", places.villages([period.region_id]), lasts=lasts,
        count=lambda _: {place: int(number) for place, number in _counted(each, period).items()},
    )  # fmt: skip
    return {place: Decimal(number) for place, number in found.items() if number}


def frozen(period: Period) -> Figures:
    """Of a closed month; nothing before."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for code, place, value in MonthFigure.objects.filter(period=period).values_list("code", "region_code", "value"):
        found[code][place] = value
    return found


def figures(actor: Actor, period: Period, *, only: Collection[str] = ()) -> tuple[Figures, bool]:
    """Those of the actor's places, and whether they are frozen."""
    kept = frozen(period)
    areas = tuple(actor.areas(VIEW))
    found = kept or live(period, only=only)
    return {
        code: {place: value for place, value in told.items() if place.startswith(areas)} for code, told in found.items()
    }, bool(kept)


register(
    Indicator("usulan", "Diusulkan", "Keluarga yang diusulkan dan tidak ditarik lagi.", SQL["usulan"]),
    Indicator(
        "disetujui_musyawarah", "Disetujui musyawarah", "Usulan yang disetujui musyawarah atau SPTJM.",
        SQL["disetujui_musyawarah"], short="Disetujui",
    ),
    Indicator(
        "ditolak_musyawarah", "Ditolak musyawarah", "Usulan yang ditolak musyawarah.", SQL["ditolak_musyawarah"],
        short="Ditolak",
    ),
    Indicator(
        "ditolak_dinas", "Ditolak dinas", "Usulan yang ditolak pada pemeriksaan dinas.", SQL["ditolak_dinas"],
        short="Tolak dinas",
    ),
    Indicator(
        "dikirim", "Dikirim ke pusat", "Usulan dalam daftar yang dikunci untuk pusat.", SQL["dikirim"], short="Dikirim"
    ),
    Indicator("ditetapkan", "Ditetapkan", "Keluarga yang ditetapkan pusat.", SQL["ditetapkan"]),
    Indicator(
        "tidak_ditetapkan", "Tidak ditetapkan", "Keluarga yang tidak ditetapkan pusat.", SQL["tidak_ditetapkan"],
        short="Tidak",
    ),
    Indicator(
        "tidak_berhak", "Ternyata tidak berhak", "Usulan yang ditolak karena keluarganya tergolong mampu.",
        SQL["refused_for"].format(code="US-02"), in_recap=False,
    ),
    Indicator(
        "ganda", "Ganda", "Usulan yang ditolak karena sudah terdaftar atau sudah diusulkan.",
        SQL["refused_for"].format(code="US-03"), in_recap=False,
    ),
    Indicator(
        "berhak_menunggu", "Berhak, masih menunggu", "Usulan yang disetujui musyawarah dan belum ditetapkan.",
        SQL["berhak_menunggu"], in_recap=False,
    ),
    Indicator(
        "hari_penetapan", "Hari sampai ditetapkan", "Rata-rata hari dari usulan dibuat sampai ditetapkan.",
        SQL["hari_penetapan"], is_count=False, in_recap=False, weighed_by="ditetapkan",
    ),
)  # fmt: skip
