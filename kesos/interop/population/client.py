"""The population registry's HTTP client: one question for many NIK, a bounded wait, a bounded number of tries."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kesos.foundation.numbers import as_text
from kesos.registry.ports import PopulationRecord, Unanswered

TRIES, PAUSE_SECONDS = 3, 0.3


@dataclass(frozen=True, slots=True)
class PopulationClient:
    """Implements `registry.ports.PopulationRegistry` over `POST {url}/v1/cari`."""

    url: str
    key: str
    timeout_seconds: float = 10

    def look_up(self, niks: Sequence[int]) -> Mapping[int, PopulationRecord]:
        """Raises Unanswered after three tries, or at once where the answer cannot be read."""
        body = json.dumps({"nik": [as_text(nik) for nik in niks]}).encode()
        request = urllib.request.Request(  # noqa: S310 - the address is the operator's own setting
            f"{self.url.rstrip('/')}/v1/cari",
            data=body,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )
        for attempt in range(TRIES):
            try:
                with urllib.request.urlopen(request, timeout=self.timeout_seconds) as answer:  # noqa: S310
                    return _records(json.load(answer), set(niks))
            except urllib.error.HTTPError as refused:
                if refused.code < 500:
                    raise Unanswered(f"status {refused.code}") from refused
            except (OSError, TimeoutError):
                pass
            except (ValueError, KeyError, TypeError, AttributeError) as garbage:
                raise Unanswered("unreadable answer") from garbage
            time.sleep(PAUSE_SECONDS * (attempt + 1))
        raise Unanswered("no answer")


def _records(told: Any, asked: set[int]) -> dict[int, PopulationRecord]:
    found = {}
    for one in told["ditemukan"]:
        nik = int(one["nik"])
        if nik in asked:  # an answer nobody asked for is not believed
            found[nik] = PopulationRecord(
                nik=nik,
                kk=int(one["no_kk"]) if one.get("no_kk") else None,
                full_name=one["nama"],
                sex=one["jk"],
                birth_date=_day(one.get("tanggal_lahir")),
                is_alive=one["status_hidup"] == "HIDUP",
                died_on=_day(one.get("tanggal_meninggal")),
                region_code=one["kode_wilayah"],
            )
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
