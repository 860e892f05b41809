"""The month's aid of Kota Kediri: quotas, proposals, the round of the recipients, deaths and moves, successors."""

import json
import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.demo import accounts
from kesos.foundation.actor import SYSTEM, Actor
from kesos.journeys.models import Event
from kesos.programmes.services import checks, quotas, replace
from kesos.proposals.models import Period
from kesos.proposals.services import propose_aid

SQL = statements("kesos.demo", "sql/aid.sql")
LOCAL, CENTRAL = "PBPU-PEMDA", "SEMBAKO"  # one the city fills itself, one that waits for the decree
MORE = 5  # places of the city's own programme above those who receive today
A_VILLAGE = {LOCAL: 2, CENTRAL: 1}
DEATHS, MOVES, CHECKED = 900, 100, 200
Pull = Callable[[Path, datetime], int]


def set_quotas(*, at: datetime) -> dict[str, int]:
    """As many places as there are recipients; the city's own programme gets a few more."""
    admin = accounts.official("admin", at=at)
    made = {}
    for programme, more in ((LOCAL, MORE), (CENTRAL, 0)):
        with acting(SYSTEM):
            ((receiving,),) = rows(SQL["receiving"], {"programme": programme})
        quotas.set_quota(
            programme=programme, region_code=accounts.CITY, places=receiving + more, basis="Keputusan contoh",
            valid_from=timezone.localdate(at).replace(day=1), by=admin, at=at,
        )  # fmt: skip
        made[f"quota_{programme.lower()}"] = receiving + more
    return made


def propose(operators: Mapping[str, Actor], period: Period, *, at: datetime) -> dict[str, int]:
    """In each kelurahan a few of the poorest listed families without aid."""
    proposed = 0
    for village, operator in operators.items():
        with acting(operator):
            found = rows(SQL["candidates"], {"village": village, "most": sum(A_VILLAGE.values())})
        wanted = [programme for programme, n in A_VILLAGE.items() for _ in range(n)]
        for (family, person), programme in zip(found, wanted, strict=False):
            made = propose_aid.propose_aid(
                family_id=family, person_id=person, programme=programme, period=period, by=operator, at=at
            )
            propose_aid.submit_aid(proposal=made, by=operator, at=at + timedelta(hours=1))
            proposed += 1
    return {"aid_proposed": proposed}


def check_recipients(operators: Mapping[str, Actor], village: str, *, at: datetime) -> dict[str, int]:
    """The operator's round in one kelurahan; whoever a rule found something about is left for a look of its own."""
    operator = operators[village]
    with acting(operator):
        some = [enrolment for (enrolment,) in rows(SQL["recipients"], {"village": village, "most": CHECKED})]
    told = checks.pass_many(enrolments=some, by=operator, at=at)
    return {"found_fit": len(told.passed), "to_look_at": len(told.refused)}


def write_events(file: Path, *, on: date) -> dict[str, int]:
    """What the population registry will say: deaths and moves of invented people, one JSON a line."""
    with acting(SYSTEM):
        dead, moving = rows(SQL["deaths"], {"most": DEATHS}), rows(SQL["moves"], {"most": MOVES})
    lines: list[dict[str, Any]] = []
    for turn, (nik, name, born, place) in enumerate(dead):
        lines.append(
            {"id": f"contoh-m-{turn}", "jenis": "kematian", "diterbitkan": f"{on}T00:00:00+00:00", "nik": f"{nik}",
             "nama": name, "tanggal_lahir": born.isoformat() if born else "", "kode_wilayah": place,
             "tanggal_kejadian": (on - timedelta(days=turn % 9)).isoformat()}
        )  # fmt: skip
    for turn, (kk, place, to, nik, name) in enumerate(moving):
        lines.append(
            {"id": f"contoh-p-{turn}", "jenis": "pindah", "diterbitkan": f"{on}T01:00:00+00:00", "nik": f"{nik}",
             "nama": name, "no_kk": f"{kk}", "kode_wilayah": place, "kode_wilayah_tujuan": to,
             "alamat_tujuan": f"Jalan Contoh {turn + 1}", "rt_tujuan": "001", "rw_tujuan": "002",
             "tanggal_kejadian": on.isoformat()}
        )  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return {"events": len(lines)}


def fill_places(*, at: datetime) -> dict[str, int]:
    """The office plans, the head decides."""
    office, head = accounts.official("dinsos", at=at), accounts.official("kadis", at=at)
    try:
        made = replace.plan(region_code=accounts.CITY, by=office, at=at)
    except replace.NothingVacant:
        return {"vacancies": 0, "replaced": 0, "successors_proposed": 0, "successors_dropped": 0}
    done = replace.carry_out(run_id=made.pk, by=head, at=at + timedelta(hours=1))
    return {
        "vacancies": made.vacancies, "replaced": len(done.in_force), "successors_proposed": len(done.proposed),
        "successors_dropped": len(done.dropped),
    }  # fmt: skip


def events_told() -> dict[str, int]:
    with acting(SYSTEM):
        applied = Event.objects.filter(state="DITERAPKAN").count()
        return {"events_applied": applied, "events_not_matched": Event.objects.filter(state="TIDAK_COCOK").count()}


def what_holds() -> dict[str, int]:
    with acting(SYSTEM):
        above, both, free, waiting = row(SQL["what_holds"]) or (0, 0, 0, 0)
    return {"quotas_exceeded": above, "exclusive_together": both, "still_vacant": free, "still_waiting": waiting}


def in_hand(period: Period, by: Actor) -> list[tuple[str, bool]]:
    """Numbers, and whether the person has died since."""
    with acting(by):
        return [(number, died) for number, died in rows(SQL["in_hand"], {"period": period.pk})]


def pull_from_standin(data: Path) -> Pull:
    """A stand-in of the registry, started for the occasion, and the client that reads it."""
    from kesos.interop.population.client import Client
    from kesos.interop.population.feed import Feed
    from kesos.interop.population.standin import Server
    from kesos.interop.standin_server import Faults
    from kesos.journeys.services import pull_feed

    def pull(events: Path, at: datetime) -> int:
        key = secrets.token_urlsafe(16)
        with Server(("127.0.0.1", 0), data=data, key=key, faults=Faults(), events=events) as standin:
            threading.Thread(target=standin.serve_forever, daemon=True).start()
            client = Client(standin.url, key=key)
            try:
                return pull_feed.pull(feed=lambda: Feed(client), by=accounts.official("dinsos", at=at), at=at)
            finally:
                standin.shutdown()

    return pull
