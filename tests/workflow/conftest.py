"""The kernel's tests have their own flows in the database, and answer the guards of parts that are not built yet."""

import pytest

from kesos.workflow import hooks
from tests.workflow.flows import ALL
from tests.workflow.world import keep


@pytest.fixture(scope="session")
def kept_flows(django_db_setup: None) -> None:
    for flow in ALL:
        keep(flow)


@pytest.fixture(autouse=True)
def _world(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("kept_flows")


@pytest.fixture
def guards(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[int, str]]:
    """Every guard agrees, save for what a test writes here: guards["paket_dibuka"][case.pk] = "…"."""
    refused: dict[str, dict[int, str]] = {}
    answers = {name: lambda ids, at, name=name: refused.get(name, {}) for name in hooks.guard_parts()}
    monkeypatch.setattr(hooks, "_guards", answers)
    return refused


@pytest.fixture
def effects(monkeypatch: pytest.MonkeyPatch) -> list:
    """Calls of effects, for tests that hang one in."""
    monkeypatch.setattr(hooks, "_effects", type(hooks._effects)(list))
    return []
