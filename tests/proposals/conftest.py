"""The month of November in Bawang, its office, and a deliberation that is called."""

from datetime import date, time

import pytest

from kesos.proposals.services import deliberate
from tests.documents.offices import office_of_bawang
from tests.proposals.visiting import at_the_time
from tests.proposals.world import BAWANG, LURAH, a_draft, a_known_family, an_open_month, matched, on, submitted


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def fifth(monkeypatch):
    """The morning of 5 November 2026 in Kediri."""
    at_the_time(monkeypatch, on(5))


@pytest.fixture
def november(db, fifth):
    return an_open_month()


@pytest.fixture
def office(db):
    return office_of_bawang()


@pytest.fixture
def waiting(november):
    found = [submitted(a_draft(november, a_known_family(name))) for name in ("SULASTRI", "PAIJAN")]
    matched(*found)
    return found


@pytest.fixture
def called(november, waiting):
    return deliberate.schedule(
        period=november, region_code=BAWANG, held_on=date(2026, 11, 9), place="Balai kelurahan", begins_at=time(9),
        by=LURAH, at=on(5),
    )  # fmt: skip
