"""One module for each aggregate."""

from kesos.insight.models.standing import Standing
from kesos.insight.models.totals import Refresh, Total

__all__ = ["Refresh", "Standing", "Total"]
