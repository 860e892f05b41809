"""What the process remembers of reference data is dropped after each test, because tests roll back."""

from collections.abc import Iterator

import pytest

from kesos.regions.remembered import forget_all


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    forget_all()
