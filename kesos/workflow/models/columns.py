"""Columns that several tables of the kernel have."""

from typing import Any

from django.db import models
from django.db.models import Q


def area(**more: Any) -> models.CharField:
    """A region code or its beginning; "" is the whole country. Collation C: ranges of codes use the plain index."""
    return models.CharField(max_length=10, blank=True, default="", db_collation="C", **more)


def digits(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__regex": r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$"}), name=name
    )


def text(**more: Any) -> models.TextField:
    return models.TextField(blank=True, default="", **more)
