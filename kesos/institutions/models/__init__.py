"""One module for each aggregate."""

from kesos.institutions.models.panti import Panti, Stay
from kesos.institutions.models.psks import Psks

__all__ = ["Panti", "Psks", "Stay"]
