"""numpy to Arrow, a whole column at a time: numbers as sixteen digits, days, words by code."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kesos.demo.people.draws import Flags, Ints, Texts

# the four digits of every number below ten thousand, as bytes
_FOUR = np.array([f"{n:04d}" for n in range(10_000)], dtype="S4")
WORDS = pa.dictionary(pa.int32(), pa.string())


def sixteen_digits(numbers: Ints) -> pa.Array:
    parts = np.empty((len(numbers), 4), dtype="S4")
    rest = numbers
    for at in (3, 2, 1, 0):
        rest, low = np.divmod(rest, 10_000)
        parts[:, at] = _FOUR[low]
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * 16
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(parts))


def words(codes: Ints, labels: Sequence[str] | Texts) -> pa.Array:
    """Codes below zero are absent."""
    index = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(index, pa.array(list(labels), type=pa.string()))


def days(values: Ints, absent: Flags | None = None) -> pa.Array:
    return pa.array(values.astype(np.int32), mask=absent).view(pa.date32())


def texts(values: Texts) -> pa.Array:
    return pa.array(values, type=pa.string())


def days_as_text(values: Ints) -> pa.Array:
    return days(values).cast(pa.string())


def patched(column: pa.Array, cells: dict[int, str | None]) -> pa.Array:
    """The column with other text in a few rows."""
    if not cells:
        return column
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    mask = np.zeros(len(column), dtype=np.bool_)
    rows = sorted(cells)
    mask[rows] = True
    return pc.replace_with_mask(column, pa.array(mask), pa.array([cells[row] for row in rows], type=pa.string()))
