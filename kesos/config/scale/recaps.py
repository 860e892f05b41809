"""Everything counted again by night, the page of the province read from it, and both held against a recount."""

import http.client
import os
import subprocess
import sys
import time
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from kesos.bulk.sql import row
from kesos.config.bench.figures import Figure, machine_load, p50, p99, seconds
from kesos.config.bench.starts import free_port, serving, until_answered
from kesos.config.scale.ground import Ground
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.insight.queries import measures
from kesos.insight.services import refresh

READS, PAGE_MS = 60, 50
# of one measure: rows that the totals have and a recount has not, or the other way round
_DIFFERENT = """
with everywhere (region_code, value, number) as ({counted}),
counted as (select * from everywhere where length(region_code) = 10),
told as (
    select region_code, value, number from insight_total
    where measure = %(measure)s and period = %(period)s and length(region_code) = 10
)
select count(*) from (
    (table told except all table counted) union all (table counted except all table told)) different
"""


def province(ground: Ground) -> list[Figure]:
    at = datetime.now(UTC)
    taken = seconds(lambda: refresh.refresh(at=at))
    different = sum(_different(one, at) for one in measures.known())
    times = _reads()
    about = f"{READS} kali dari peladen yang sebenarnya; p99 {p99(times):.0f} ms; hitung ulang semua {taken:.0f} detik"
    return [
        Figure("recap_refresh_seconds", round(taken), None, about=machine_load()),
        Figure("recap_different_from_recount", different, 0, about="baris, semua ukuran, tiap desa/kelurahan"),
        Figure("recap_page_ms", round(p50(times), 1), PAGE_MS, about=about),
    ]


def _different(measure: measures.Measure, at: datetime) -> int:
    today = localdate(at)
    told = {"measure": measure.code, "period": today.replace(day=1), "on": today, **measure.given(today)}
    with acting(SYSTEM):
        found = row(_DIFFERENT.format(counted=measure.counted), told)
    return found[0] if found else 0


def _reads() -> list[float]:
    """Milliseconds of the page of the whole province, with session, in a kept connection."""
    cookie = subprocess.run(
        [sys.executable, "-c", "from kesos.config.scale.told import cookie; cookie()"],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout.splitlines()[-1]  # fmt: skip
    port, times = free_port(), []
    with serving(port, dict(os.environ)) as web:
        until_answered(f"http://127.0.0.1:{port}{reverse('account_login')}", web)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(READS + 5):
            began = time.perf_counter()
            line.request("GET", reverse("insight:recap"), None, {"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"the recap answered {answer.status}")
    return times[5:]
