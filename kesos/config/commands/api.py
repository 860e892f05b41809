"""kesos api …: the OpenAPI document as it stands in the repository."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from kesos.config.cli import console, django_ready, spoken

SNAPSHOT = Path("docs/openapi.json")
api = typer.Typer(no_args_is_help=True, help="Antarmuka program (API).")


def join(app: typer.Typer) -> None:
    app.add_typer(api, name="api")


@api.callback()
def topic() -> None:
    """A group also while it has one command."""


@api.command()
@spoken
def snapshot(
    to: Annotated[Path, typer.Option(help="Berkas yang ditulis.")] = SNAPSHOT,
) -> None:
    """Tulis ulang dokumen OpenAPI setelah API sengaja diubah."""
    django_ready()
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text(), encoding="utf-8")
    console.print(f"Dokumen OpenAPI ditulis ke {to}.")


def text() -> str:
    """The document as the snapshot keeps it."""
    from kesos.config.api import api

    told: dict[str, Any] = api.get_openapi_schema()
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
