"""A synthetic population of any kab/kota: people, families, welfare, aid, and the faults real files have.

The same region, number, seed, day and fault level give the same bytes on any machine. Everybody is invented; every
NIK and No KK begins with 99, which is no province. The files are described in FORMAT.md.
"""

from kesos.demo.people.generate import REFERENCE_DAY, generate
from kesos.demo.people.writing import Summary

__all__ = ["REFERENCE_DAY", "Summary", "generate"]
