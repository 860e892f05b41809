"""Tables of matching."""

from kesos.padan.models.findings import Finding
from kesos.padan.models.pairs import Pair, Search
from kesos.padan.models.runs import Run, Snapshot

__all__ = ["Finding", "Pair", "Run", "Search", "Snapshot"]
