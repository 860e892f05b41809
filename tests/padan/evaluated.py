"""`kesos padan evaluate` as a person types it."""

from pathlib import Path

import typer
from typer.testing import CliRunner

from kesos.config.commands import padan


def evaluate(people: Path, truth: Path, *more: str) -> tuple[int, str]:
    """Status and all that was said."""
    app = typer.Typer()
    padan.join(app)
    done = CliRunner().invoke(app, ["padan", "evaluate", "--people", str(people), "--truth", str(truth), *more])
    return done.exit_code, " ".join(done.output.split())
