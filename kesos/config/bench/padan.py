"""The monthly comparison beside the bare engines, on people drawn by arithmetic."""

import tempfile
from pathlib import Path

from kesos.config.bench.figures import Figure, Size


def month(size: Size) -> list[Figure]:
    from kesos.padan.measuring import drawn, figures

    with tempfile.TemporaryDirectory(prefix="kesos-") as folder:
        drawn.draw(Path(folder), size.people)
        return figures.every(Path(folder))
