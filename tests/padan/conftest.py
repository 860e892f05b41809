"""The command as a person types it, on files of a generator."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kesos.config.commands import padan

Evaluate = Callable[..., tuple[int, str]]


@pytest.fixture(scope="session")
def evaluate() -> Evaluate:
    """Status and all that was said."""

    def run(people: Path, truth: Path, *more: str) -> tuple[int, str]:
        app = typer.Typer()
        padan.join(app)
        done = CliRunner().invoke(app, ["padan", "evaluate", "--people", str(people), "--truth", str(truth), *more])
        return done.exit_code, " ".join(done.output.split())

    return run
