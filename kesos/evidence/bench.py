"""What a page weighs on the way to a browser that has seen nothing of Kesos before, and a village to measure."""

import gzip
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import connection

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.regions.models import Boundary
from kesos.registry.models import Source
from kesos.ui.sheets import sheet

POINTS = 1200
SCRIPTS = ("leaflet/leaflet.js", "leaflet/leaflet.css", "evidence/map.js", "evidence/house.css")
HTMX = "django_htmx/htmx-2.min.js"
SQL = statements("kesos.evidence", "sql/bench.sql")


def settle(village: str, *, families: int = POINTS) -> None:
    """Invented families all over one village, the same each time; some receive aid."""
    chance = random.Random(village)  # noqa: S311 - where a dot stands, not a secret
    with acting(SYSTEM), connection.cursor() as cursor:
        box = Boundary.objects.get(region=village)
        source = Source.objects.create(
            kind=Source.Kind.DEMO, title="Pengukuran", dated_on=date(2026, 11, 1),
            received_at=datetime(2026, 11, 1, tzinfo=UTC), by_user_id=0,
        )  # fmt: skip
        told: dict[str, Any] = {
            "village": village,
            "source": source.pk,
            "numbers": list(range(families)),
            "lats": [round(-chance.uniform(box.y_min, box.y_max) / 50_000, 6) for _ in range(families)],
            "lons": [round(chance.uniform(box.x_min, box.x_max) / 50_000, 6) for _ in range(families)],
            "aids": [
                chance.choice(["", "", "AKTIF", "AKTIF", "DITANGGUHKAN", "NONAKTIF_PINDAH"]) for _ in range(families)
            ],
        }
        cursor.execute(SQL["settle"], told)


def weights(page: bytes, points: bytes = b"", *, files: Sequence[str] = SCRIPTS) -> dict[str, int]:
    """Bytes by part: page and points as they are sent, files as packed as they are kept for sending."""
    return {
        "halaman": len(page),
        "titik": len(points),
        "skrip dan gaya sendiri": sum(_packed(name) for name in files),
        "gaya, skrip, dan htmx bersama": len(sheet("css").packed) + len(sheet("js").packed) + _packed(HTMX),
    }


def _packed(name: str) -> int:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return len(gzip.compress(Path(found).read_bytes(), 9))
