"""The tables: regions, their boundaries, dated code lists, and what of the shipped data is loaded."""

from kesos.regions.models.boundary import Boundary, BoundaryRing
from kesos.regions.models.code_entry import CodeEntry
from kesos.regions.models.reference import LoadedSource, ReferenceVersion
from kesos.regions.models.region import Region

__all__ = ["Boundary", "BoundaryRing", "CodeEntry", "LoadedSource", "ReferenceVersion", "Region"]
