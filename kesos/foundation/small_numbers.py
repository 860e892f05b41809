"""Numbers too small to be shown: in a table that goes round, a count of one or two tells who is meant."""

from collections.abc import Sequence


def shown(count: int, *, least: int) -> str:
    """Nothing is nothing; from one up to `least` it is only said that it is less."""
    return f"{count}" if count == 0 or count >= least else f"<{least}"


def hidden_in(counts: Sequence[int], *, least: int) -> set[int]:
    """Places of a column whose numbers are not shown, so that no total gives one away.

    A single hidden number is its total less the others: then the next smallest is hidden as well.
    """
    small = {place for place, count in enumerate(counts) if 0 < count < least}
    if len(small) == 1:
        rest = [(count, place) for place, count in enumerate(counts) if count >= least]
        small |= {min(rest)[1]} if rest else set()
    return small
