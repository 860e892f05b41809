"""By what a picture is known again: 64 bits that survive resizing, another quality, a little more or less light.

A difference hash: the picture as 9 × 8 grey fields; each bit says whether a field is darker than its right neighbour.
"""

from pathlib import Path

import numpy as np
from PIL import Image

ALIKE_BITS = 7  # of 64 may differ; the bands in sql/schema.sql find every pair up to this
_WIDTH, _HEIGHT = 9, 8
_LEAST_STEP = 3  # shades of grey, between the darkest and the lightest field: below it there is nothing to compare


def fingerprint(path: Path) -> int | None:
    """A signed number of 64 bits, as PostgreSQL keeps it; None for a wall, a sky, a finger before the lens."""
    with Image.open(path, formats=["JPEG", "PNG"]) as picture:
        small = picture.convert("L").resize((_WIDTH, _HEIGHT), Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.int16)
    if int(grey.max()) - int(grey.min()) < _LEAST_STEP:
        return None
    bits = (grey[:, 1:] > grey[:, :-1]).flatten()
    number = int.from_bytes(np.packbits(bits).tobytes(), "big")
    # a few steps alone: every gradient of a sky would be the same house
    if not 4 <= number.bit_count() <= 60:
        return None
    return number - (1 << 64) if number >= 1 << 63 else number
