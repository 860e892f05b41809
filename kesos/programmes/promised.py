"""Free places of a quota that are already somebody's: whoever was endorsed for one and waits for the decree.

The part that endorses stands above this one and tells.
"""

from collections.abc import Callable, Mapping, Sequence

Promised = Callable[[Sequence[int]], Mapping[int, int]]
_told: list[Promised] = []


def register(promised: Promised) -> None:
    """`promised(quotas)` returns how many places of each are spoken for."""
    if promised not in _told:
        _told.append(promised)


def of(quotas: Sequence[int]) -> list[int]:
    """In the order of `quotas`. To be called as the system."""
    said = [promised(quotas) for promised in _told]
    return [sum(each.get(quota, 0) for each in said) for quota in quotas]
