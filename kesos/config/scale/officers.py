"""The officers of the whole province at once, each where he works, in the month's mix (J-15)."""

import os
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from kesos.access.actors import actor_for
from kesos.config.bench.figures import Figure, Size, machine_load
from kesos.config.bench.load import clicked, table
from kesos.config.bench.officials import officials_with_work
from kesos.config.scale.ground import PROVINCE, Ground
from kesos.config.scale.officials import an_official
from kesos.database.acting import acting
from kesos.documents.models import Office, Signer
from kesos.foundation.actor import SYSTEM
from kesos.proposals.services import periods
from kesos.regions.models import Region
from kesos.workflow.services.calendars import set_calendar_day

OFFICERS, HEADS = 1_413, 0.1
SECONDS, A_SECOND, THINK = 300, 20.0, (20, 40)
PHOTOS_EACH = 0.6  # one click in forty is a photo, ten clicks each
REQUESTS_A_SECOND, P99_MS = 40, 1000
LAST_DAYS = {"tutup_entri": 26, "unggah_berita_acara": 27, "finalisasi": 28, "pengesahan": 29, "tarik_pusat": 30}


def all_at_once(ground: Ground) -> list[Figure]:
    """No error and none of them kept waiting, at forty requests a second and more; think time 20 to 40 seconds."""
    officers = max(round(OFFICERS * ground.scale), 20)
    heads = round(officers * HEADS)
    _open_months()
    told = officials_with_work(operators=officers - heads, heads=heads, area=PROVINCE)
    _letterheads({one["village"] for one in told["operators"]})
    told |= {"sign_in": reverse("account_login"), "a_second": A_SECOND, "think": THINK, "photos_each": PHOTOS_EACH}
    waited = clicked(told, dict(os.environ), Size(0, 0, 0, 0, officers, SECONDS))
    worst, kind = table(waited)
    asked = sum(len(each) for each in waited["times"].values())
    wrong = sum(len(each) for each in waited["faults"].values())
    about = f"{officers} petugas, jeda {THINK[0]}–{THINK[1]} detik, {SECONDS} detik; {machine_load()}"
    return [
        Figure("officers_errors", wrong, 0, about=about),
        Figure("officers_requests_a_second", round(asked / SECONDS, 1), REQUESTS_A_SECOND * ground.scale, True),
        Figure("officers_p99_ms", round(worst), P99_MS, about=f"jenis permintaan yang terlama: {kind}"),
    ]


def _open_months() -> None:
    """This month in every kab/kota, with days enough left to enter something."""
    user, at = an_official("ukur.admin", "ADMIN", PROVINCE), datetime.now(UTC)
    admin, month = actor_for(user, at=at), localdate(at).replace(day=1)
    for event, day in sorted(LAST_DAYS.items(), key=lambda one: -one[1]):
        set_calendar_day(
            region_code=PROVINCE, event=event, day=day, from_month=month, by=admin, at=at, only_this_month=True
        )
    with acting(SYSTEM):
        places = list(Region.objects.filter(code__startswith=PROVINCE, level=2, valid_to=None).values_list("code"))
    for (place,) in places:
        periods.open_period(region_code=place, month=month, at=at)


def _letterheads(villages: set[str]) -> None:
    """An office with a signer in each kelurahan that issues letters."""
    today = localdate()
    with acting(SYSTEM):
        known = set(Office.objects.filter(region_code__in=villages).values_list("region_code", flat=True))
        made = [
            Office(
                region_code=village, name=f"Kelurahan {village}", government="Pemerintah Ukur",
                unit=f"{village[4:6]}.{village[-2:]}", city="Ukur", address="Jalan Ukur 1",
            )
            for village in sorted(villages - known)
        ]  # fmt: skip
        for office in made:
            office.save()
            Signer.objects.create(
                office=office, region_code=office.region_code, name="Lurah Ukur", title="Lurah", valid_from=today
            )
