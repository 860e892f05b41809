"""Files of one folder: the next is read while the one before it is written; judged and written they are one by one.

Who is judged must see everybody the file before has brought. Reading needs nobody, and takes one core for as long as
PostgreSQL writes with the other.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from threading import Event
from typing import TypeVar

from django.db import connection

from kesos.bulk.abreast import in_two

File = TypeVar("File")
WAKE = 0.2  # seconds after which a waiting file looks whether there is still something to wait for


class OutOfLine(Exception):
    """The file before did not come in, so this one may not either."""


class Place:
    """Where one file stands in the line."""

    def __init__(self, before: Event, over: Event) -> None:
        self._before, self._over = before, over

    def wait(self) -> None:
        """Until the file before is in. Raises OutOfLine where it will not be."""
        while not self._before.wait(WAKE):
            self.go_on()

    def go_on(self, *_: int) -> None:
        """Raises OutOfLine where another file has failed, or somebody has stopped us."""
        if self._over.is_set():
            raise OutOfLine


def each_file(
    files: Sequence[File], bring: Callable[[File, Place], None], *, alike: Callable[[File], Hashable]
) -> None:
    """`bring` for each file; it says itself from where on it must be alone. One that is `alike` another before it may
    be the same sent twice: it is not even opened before that one is in.

    Raises the first fault in their order: a file that cannot even be read waits until the one before it is in.
    """
    marks = [alike(file) for file in files]
    over, done = Event(), defaultdict[int, Event](Event)
    done[-1].set()

    def act(number: int) -> None:
        place = Place(done[number - 1], over)
        try:
            if marks[number] in marks[:number]:
                place.wait()
            bring(files[number], place)
        except Exception:
            place.wait()
            raise
        done[number].set()

    if connection.in_atomic_block:  # another connection would not see what this transaction holds
        for number in range(len(files)):
            act(number)
    else:
        in_two(range(len(files)), act, follows=OutOfLine, over=over)
