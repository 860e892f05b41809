"""Tables of matching."""

from kesos.padan.models.findings import Finding
from kesos.padan.models.runs import Run, Snapshot

__all__ = ["Finding", "Run", "Snapshot"]
