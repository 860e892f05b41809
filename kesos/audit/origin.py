"""From which request an event came: told once at the entrance, read by every record."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("kesos_request_id", default="")


def request_id() -> str:
    return _request_id.get()


@contextmanager
def request(number: str) -> Iterator[None]:
    """All that is recorded inside carries this number."""
    token = _request_id.set(number)
    try:
        yield
    finally:
        _request_id.reset(token)
