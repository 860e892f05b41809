"""Statements that the server plans once a connection: for the few that are sent again and again."""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

AFTER = 5  # times a statement is seen on a connection before it is prepared


def prepared() -> CursorWrapper:
    """A cursor as `connection.cursor()` gives, but values are bound by the server.

    A statement must then say a value's type where the server cannot tell (`%(areas)s::text[]`), and its text must be
    the same from one call to the next. What the rest of Django sends is planned each time.
    """
    # needs the settings, which name this module
    from django.db.backends.postgresql.base import ServerBindingCursor

    if connection.queries_logged:  # a log shows the values
        return connection.cursor()
    connection.ensure_connection()
    server_side: Any = ServerBindingCursor
    return connection.make_cursor(server_side(connection.connection))
