"""What the rules walk through: our models, our files, every address."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kesos"


def our_models() -> list[type[models.Model]]:
    """Every table of ours, those the ORM makes for many-to-many included."""
    parts = [part for part in apps.get_app_configs() if part.name.startswith("kesos.")]
    return [model for part in parts for model in part.get_models(include_auto_created=True) if model._meta.managed]


def screens(resolver=None, at="", names=()) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address with its full name and pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        where = at + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield where, ":".join([*names, entry.name or ""]), entry
        else:
            yield from screens(entry, where, (*names, entry.namespace) if entry.namespace else names)


def layers() -> list[list[str]]:
    """The order of the parts, highest first, as import-linter keeps it."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = told["tool"]["importlinter"]["contracts"][0]
    return [[part.strip(" ()") for part in line.split("|")] for line in contract["layers"]]


def classes_of(model: type[models.Model]) -> dict[str, frozenset[str]]:
    told = getattr(model, "Privacy", None)
    return {name: fields for name, fields in vars(told).items() if not name.startswith("_")} if told else {}
