"""Boundaries: a drawing for maps, and rings for «in which region is this point». No PostGIS needed."""

from typing import Any

from django.contrib.postgres.indexes import GistIndex
from django.db import models

from kesos.regions.models.region import Region


class Boundary(models.Model):
    """How a region is drawn.

    `path` is an SVG path in whole units of a degree, y downwards; `x_min … y_max` is its box in those units.
    All regions of one layer share the unit, so any of them can stand in one drawing. `longitude`, `latitude`
    is a point certain to lie inside.
    """

    class Layer(models.TextChoices):
        VILLAGE = "desa", "Batas kelurahan"
        DISSOLVED = "gabungan", "Gabungan batas kelurahan/desa"
        NATIONAL = "nasional", "Lapis nasional (lebih kasar)"

    region = models.OneToOneField(Region, on_delete=models.CASCADE, primary_key=True, related_name="boundary")
    layer = models.CharField(max_length=10, choices=Layer.choices)
    longitude = models.FloatField()
    latitude = models.FloatField()
    x_min = models.IntegerField()
    y_min = models.IntegerField()
    x_max = models.IntegerField()
    y_max = models.IntegerField()
    path = models.TextField()

    class Privacy:
        public = frozenset({"region", "layer", "longitude", "latitude", "x_min", "y_min", "x_max", "y_max", "path"})

    class Meta:
        verbose_name = "batas wilayah"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(x_min__lte=models.F("x_max"), y_min__lte=models.F("y_max")),
                name="boundary_box_order",
            ),
            models.CheckConstraint(condition=models.Q(path__startswith="M"), name="boundary_drawn"),
        ]


class PolygonField(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's own `polygon`, kept as the text ((lon,lat),…); only SQL computes with it."""

    def db_type(self, connection: Any) -> str:
        return "polygon"


class BoundaryRing(models.Model):
    """One ring, outer or hole. A point lies inside where an odd number of a region's rings holds it."""

    boundary = models.ForeignKey(Boundary, on_delete=models.CASCADE, related_name="rings")
    ring = PolygonField()

    class Privacy:
        public = frozenset({"id", "boundary", "ring"})

    class Meta:
        verbose_name = "garis batas"
        indexes = [GistIndex(models.Func(models.F("ring"), function="box"), name="boundary_ring_box")]
