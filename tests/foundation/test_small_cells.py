"""No hidden cell can be worked out from what is shown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kesos.foundation.small_cells import hidden_below

hide = hidden_below(5)


def test_a_small_cell_takes_the_next_one_with_it():
    assert hide({"a": 3, "b": 12, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_zero_and_five_are_shown():
    assert hide({"a": 0, "b": 5}) == {"a": 0, "b": 5}


def test_two_small_cells_hide_each_other_unless_they_are_few_together():
    assert hide({"a": 3, "b": 4, "c": 40}) == {"a": None, "b": None, "c": 40}
    assert hide({"a": 1, "b": 2, "c": 40}) == {"a": None, "b": None, "c": None}


def test_a_lone_small_cell_is_hidden_though_its_total_tells_it():
    assert hide({"a": 2}) == {"a": None}


@given(st.dictionaries(st.integers(), st.integers(0, 60), min_size=2, max_size=12))
def test_what_is_hidden_in_a_line_is_two_cells_or_more_and_five_people_or_more(counts):
    shown = hide(counts)
    hidden = [counts[key] for key, n in shown.items() if n is None]

    assert all(n is None or n == counts[key] for key, n in shown.items())
    assert not [n for n in shown.values() if n is not None and 0 < n < 5]
    if hidden:
        assert len(hidden) >= 2
        assert sum(hidden) >= 5 or len(hidden) == len(counts)


@given(st.lists(st.integers(0, 30), min_size=12, max_size=12))
def test_no_row_and_no_column_of_a_table_gives_a_cell_back(numbers):
    cells = dict(zip(product("abc", "wxyz"), numbers, strict=True))
    shown = hide.table(cells)

    for place, headings in ((0, "abc"), (1, "wxyz")):
        for heading in headings:
            hidden = [cells[key] for key, n in shown.items() if key[place] == heading and n is None]
            size = sum(key[place] == heading for key in cells)
            assert len(hidden) != 1
            assert not hidden or sum(hidden) >= 5 or len(hidden) == size
    assert not [n for n in shown.values() if n is not None and 0 < n < 5]
