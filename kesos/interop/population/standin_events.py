"""Events of the stand-in: one JSON a line in a file that may grow while it is served; and pushing them, signed."""

import json
import urllib.request
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kesos.bulk.excel_out import write_csv
from kesos.interop.population.events import PAGE, events_of
from kesos.interop.population.signing import MOMENT, SIGNATURE, sign
from kesos.journeys.event_columns import COLUMNS, ZONE, as_row

PUSH = "/peristiwa/terima/"


class EventLog:
    """The cursor is the number of lines already read, as text."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def all(self) -> list[Any]:
        if self.path is None or not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines() if line.strip()]

    def page(self, query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        after, most = query.get("sesudah", [""])[0], query.get("sebanyak", [""])[0]
        start = int(after) if after.isdigit() else 0
        end = start + min(int(most) if most.isdigit() and most != "0" else PAGE, PAGE)
        events = self.all()
        return {
            "peristiwa": events[start:end], "penanda": str(min(end, max(len(events), start))),
            "masih_ada": end < len(events),
        }  # fmt: skip


def write_month(log: EventLog, month: str, target: Path) -> int:
    """The events a month issued (YYYY-MM, time of Jakarta) as the file an office without a line is given."""
    told = [each for each in events_of(log.all()) if each.issued_at.astimezone(ZONE).strftime("%Y-%m") == month]
    return write_csv(target, columns=COLUMNS, rows=[as_row(each) for each in told])


def push(log: EventLog, *, to: str, key: str, at: datetime | None = None) -> int:
    """Send all in pages, signed. A refusal of the receiver is raised as it comes."""
    events = log.all()
    for start in range(0, len(events), PAGE):
        body = json.dumps({"peristiwa": events[start : start + PAGE]}).encode()
        moment = (at or datetime.now(UTC)).isoformat()
        signature = sign(body, moment=moment, key=key)
        request = urllib.request.Request(  # noqa: S310 -- an address the operator gave
            to.rstrip("/") + PUSH, body,
            {"Content-Type": "application/json", MOMENT: moment, SIGNATURE: signature},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            answer.read()
    return len(events)
