"""What follows when a finding, or a pair, is decided."""

from kesos.padan.effects import findings, pairs

__all__ = ["findings", "pairs"]
