"""What matching found of a person follows when they are merged into another."""

from kesos.registry.merging.held import Held

HELD = [Held("padan_finding", called="temuan pemadanan")]
