"""Tables of house photos and points."""

from kesos.evidence.models.photos import HousePhoto
from kesos.evidence.models.points import HousePoint

__all__ = ["HousePhoto", "HousePoint"]
