"""Where a month stands: what waits for whom, how far each kelurahan has come, which are behind, how many days are left.

Counted past the row policies, because some who answer for the month see no citizen; only the reader's own places.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kesos.access.models import Role
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.proposals.models import Period
from kesos.proposals.queries.explained import words
from kesos.workflow.queries import calendar_of

SQL = statements("kesos.proposals", "sql/standing.sql")
VIEW = "summary.view"
MINUTES = ("DIUNGGAH", "DIGANTI_SPTJM")
IN_HAND = ("BERLANGSUNG", "BERITA_ACARA_DRAFT", "DITANDATANGANI")
# when these days are over, what is not done is behind
ENTRY, UPLOAD, FINISH = "tutup_entri", "unggah_berita_acara", "finalisasi"
SHOWN = ("buka_periode", ENTRY, UPLOAD, FINISH, "pengesahan", "tarik_pusat")
NOBODY = {"system": "Sistem, tanpa menunggu petugas"}


@dataclass(frozen=True, slots=True)
class Village:
    """Counts of one kelurahan; each of proposed, matched, deliberated, verified holds the ones after it."""

    code: str
    name: str
    proposed: int
    matched: int
    deliberated: int
    waiting: int
    in_entry: int
    to_verify: int
    verified: int
    state: str | None
    held_on: date | None
    carried_out: bool

    @property
    def has_minutes(self) -> bool:
        return self.state in MINUTES

    @property
    def step(self) -> int:
        """How far it is: 1 nothing proposed, 2 proposed, 3 deliberating, 4 minutes there, 5 verified to the end."""
        if not self.proposed:
            return 1
        if not (self.waiting or self.in_entry or self.to_verify):
            return 5
        if self.has_minutes:
            return 4
        return 3 if self.state in IN_HAND else 2


@dataclass(frozen=True, slots=True)
class Behind:
    """A kelurahan whose day is over, and what it has not done."""

    village: Village
    what: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose hands proposals are in, and how many."""

    who: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    label: str
    day: date | None


def villages(actor: Actor, period: Period) -> list[Village]:
    """Those within the places whose summaries the actor may read."""
    told = {"period": period.pk, "city": period.region_id, "areas": actor.areas(VIEW)}
    with acting(SYSTEM):
        return [Village(*row) for row in rows(SQL["villages"], told)]


def behind(found: list[Village], period: Period, *, today: date) -> list[Behind]:
    """Once a day of the calendar is over; the worst first: no minutes, then not carried out, then entry left open."""
    days = {each.event: each.day for each in calendar_of(period.region_id, month=period.month)}
    over = {event for event in (ENTRY, UPLOAD, FINISH) if (day := days.get(event)) and day < today}
    told: list[tuple[int, Behind]] = []
    for each in found:
        if UPLOAD in over and each.waiting and not each.has_minutes:
            told.append((0, Behind(each, f"{each.waiting} usulan tanpa berita acara atau SPTJM")))
        elif each.has_minutes and not each.carried_out and each.waiting:
            told.append((1, Behind(each, f"berita acara ada, {each.waiting} keputusan belum dijalankan")))
        elif ENTRY in over and each.in_entry:
            told.append((2, Behind(each, f"{each.in_entry} usulan belum selesai diajukan")))
    return [told_of for _, told_of in sorted(told, key=lambda pair: (pair[0], pair[1].village.name))]


def holders(actor: Actor, period: Period) -> list[Holder]:
    """What waits for whom, the most first; what is over waits for nobody."""
    told = {"period": period.pk, "areas": actor.areas(VIEW)}
    with acting(SYSTEM):
        counted = rows(SQL["by_state"], told)
    labels = dict(Role.objects.values_list("code", "label")) | NOBODY
    found: Counter[tuple[str, str]] = Counter()
    for flow, state, count in counted:
        known = words(flow).get(state)
        if known and known.holder:
            found[labels.get(known.holder, known.holder), DOES.get(state, "")] += count
    return [Holder(who, what, count) for (who, what), count in found.most_common()]


def days(period: Period) -> list[Day]:
    found = {each.event: each for each in calendar_of(period.region_id, month=period.month)}
    return [Day(found[event].label, found[event].day) for event in SHOWN if event in found]


DOES = {
    "DRAFT": "melengkapi dan mengajukan", "DIAJUKAN": "memadankan dengan Dukcapil",
    "PADAN_GAGAL": "memperbaiki yang tidak padan", "TIDAK_MEMENUHI": "memperbaiki yang tidak memenuhi aturan",
    "DAFTAR_TUNGGU": "menunggu tempat", "MUSYAWARAH": "mengadakan musyawarah dan menjalankan hasilnya",
    "DIVERIFIKASI": "memeriksa", "DIKEMBALIKAN": "melengkapi yang dikembalikan",
    "MENUNGGU_PENGESAHAN": "mengesahkan", "DISAHKAN": "mengirim ke pusat", "DIKIRIM": "menetapkan",
}  # fmt: skip
