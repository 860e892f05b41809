"""The month ruler of the place an official works for, from the calendar of its kab/kota."""

from datetime import date, timedelta

from kesos.foundation.actor import Actor
from kesos.ui.month import Ruler, Stage, ruler
from kesos.workflow.queries import calendar_of

# event that ends the stage, its name, what is said of its end
STAGES = (
    ("tutup_entri", "Usulan", "usulan ditutup"),
    ("unggah_berita_acara", "Musyawarah", "batas unggah berita acara"),
    ("finalisasi", "Pemeriksaan", "batas pemeriksaan dinas"),
    ("pengesahan", "Pengesahan", "batas pengesahan"),
)
PULLED = "tarik_pusat"


def city_of(actor: Actor) -> str:
    """The kab/kota of the actor's own area; nothing for those who work for more than one."""
    inside = [area[:4] for area in actor.all_areas() if len(area) >= 4]
    return inside[0] if inside else ""


def ruler_for(region_code: str, *, today: date, month: date | None = None) -> Ruler | None:
    """Nothing where the calendar does not say when the month closes."""
    first = (month or today).replace(day=1)
    days = {told.event: told.day for told in calendar_of(region_code, month=first)}
    stages: list[Stage] = []
    begins = days.get("buka_periode") or first
    for event, name, closing in STAGES:
        ends = days.get(event)
        if ends is None:
            return None
        stages.append(Stage(name, min(begins, ends), ends, closing=closing, hour="23.59"))
        begins = ends + timedelta(days=1)
    pulled = days.get(PULLED)
    if pulled is not None:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        stages.append(Stage("Ditarik pusat", pulled, max(pulled, last), waits=True))
    return ruler(stages=stages, today=today)
