"""The commands, one module a topic; each module offers `join(app)` and is found by itself."""

import pkgutil
from importlib import import_module

import typer


def join(app: typer.Typer) -> None:
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        import_module(f"{__name__}.{module}").join(app)
