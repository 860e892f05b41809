"""At the door: before an actor is known, the sign-in machinery may read accounts, and nothing else that is personal."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def at_the_door() -> Iterator[None]:
    """One transaction in which the row policies of accounts, keys, sessions and tokens let through."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('kesos.at_the_door', true), '')")
        (before,) = cursor.fetchone()
        cursor.execute("select set_config('kesos.at_the_door', 'on', true)")
        yield
        # a failure needs no mending: the rollback takes the setting back too
        cursor.execute("select set_config('kesos.at_the_door', %s, true)", [before])


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret with 256 random bits: no salt needed, found by an index."""
    return hashlib.sha256(secret.encode()).hexdigest()
