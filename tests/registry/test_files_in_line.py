"""Two files at a time, judged in their order; a fault or a stop ends both."""

import time
from threading import Barrier, Event

import pytest

from kesos.registry.imports.in_line import OutOfLine
from kesos.registry.imports.in_line import each_file as in_line


def each_file(files, bring):
    """No two alike."""
    in_line(files, bring, alike=lambda file: file)


def test_a_file_that_may_be_the_same_again_is_not_opened_before_the_other_is_in():
    opened, in_ = [], []

    def bring(file, place):
        opened.append((file, len(in_)))
        place.wait()
        time.sleep(0.1)  # long enough for the next to be opened beside it
        in_.append(file)

    in_line(["3301", "3302", "3302 lagi", "3303"], bring, alike=lambda name: name[:4])

    assert dict(opened)["3302 lagi"] == 2
    assert in_ == ["3301", "3302", "3302 lagi", "3303"]


def test_the_next_is_read_while_the_one_before_is_written():
    both, order = Barrier(2, timeout=20), []

    def bring(file, place):
        if file == 1:
            both.wait()
        place.wait()
        if file == 0:
            both.wait()  # comes back only because file 1 is read now
        order.append(file)

    each_file([0, 1, 2, 3], bring)

    assert order == [0, 1, 2, 3]


def test_after_a_fault_nobody_behind_it_is_judged():
    judged, reading = [], Event()

    def bring(file, place):
        if file == 1:
            reading.set()
        place.wait()
        judged.append(file)
        if file == 0:
            reading.wait(20)
            raise ValueError("file 0 is no table")

    with pytest.raises(ValueError, match="file 0"):
        each_file([0, 1, 2], bring)

    assert judged == [0]


def test_a_file_that_cannot_be_read_lets_the_one_before_it_come_in():
    failing, written = Event(), []

    def bring(file, place):
        if file == 1:
            failing.set()
            raise ValueError("file 1 is no table")
        place.wait()
        failing.wait(20)
        for slice_ in range(5):
            time.sleep(0.1)
            place.go_on()
            written.append(slice_)

    with pytest.raises(ValueError, match="file 1"):
        each_file([0, 1, 2], bring)

    assert written == [0, 1, 2, 3, 4]


def test_who_stops_the_first_stops_the_one_that_is_written_beside_it():
    stopped, writes = Event(), []

    def bring(file, place):
        if file == 0:
            return
        if file == 1:
            place.wait()
            stopped.set()
            for slice_ in range(100):
                time.sleep(0.05)
                place.go_on()
                writes.append(slice_)
        else:
            stopped.wait(20)
            raise KeyboardInterrupt

    with pytest.raises((KeyboardInterrupt, OutOfLine)):
        each_file([0, 1, 2], bring)

    assert len(writes) < 100
