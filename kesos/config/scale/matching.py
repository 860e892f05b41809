"""The month of matching: the registry beside the register of everybody and beside one programme's list."""

from kesos.config.bench.figures import Figure
from kesos.config.scale.ground import Ground


def month(ground: Ground) -> list[Figure]:
    """What an earlier try left of matching in this database is taken away first."""
    from kesos.padan.measuring import figures

    return figures.every(ground.province)
