"""The one command `kesos`."""

import os
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import typer
from rich.console import Console

from kesos.foundation.errors import Refused

P = ParamSpec("P")
R = TypeVar("R")

app = typer.Typer(
    name="kesos",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Kesos: satu orang, satu NIK, satu catatan.",
)
console = Console(highlight=False)


def django_ready(*, owner: bool = False) -> None:
    """Load Django as the application role, or as the owner for migrations."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kesos.config.settings.base")
    if owner:
        os.environ["KESOS_DATABASE_AS"] = "owner"
    import django

    django.setup()


def spoken(command: Callable[P, R]) -> Callable[P, R]:
    """A refusal leaves as one sentence and status 1, not as a traceback."""

    @wraps(command)
    def run(*args: P.args, **named: P.kwargs) -> R:
        try:
            return command(*args, **named)
        except Refused as refused:
            Console(stderr=True).print(f"[bold red]Tidak dapat:[/] {refused.sentence}")
            raise typer.Exit(1) from refused

    return run


def main() -> None:
    from kesos.config import commands

    commands.join(app)
    app()


if __name__ == "__main__":
    main()
