"""Numbers of letters: none twice, none left out among letters that were really issued."""

from django.db import connection

_HOLD = """
insert into documents_numbersequence (office_id, kind, year, next) values (%s, %s, %s, 1)
on conflict (office_id, kind, year) do update set next = documents_numbersequence.next
returning next
"""
_MOVE = "update documents_numbersequence set next = %s where office_id = %s and kind = %s and year = %s"


def hold(*, office_id: int, kind: str, year: int) -> int:
    """The next free number; the row stays locked until the transaction ends, so nobody else can take it."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [office_id, kind, year])
        return int(cursor.fetchone()[0])


def move(*, office_id: int, kind: str, year: int, to: int) -> None:
    """Numbers below `to` are used."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [to, office_id, kind, year])
