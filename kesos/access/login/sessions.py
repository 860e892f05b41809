"""The library's sessions in the database, read by a statement that the server has planned before: once a request."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from kesos.database.prepared import prepared

_READ = """
select session_key, session_data, expire_date from django_session
where session_key = %(key)s and expire_date > %(at)s
"""


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        with prepared() as cursor:
            cursor.execute(_READ, {"key": self.session_key, "at": timezone.now()})
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return None
        key, data, ends = found
        return self.model(session_key=key, session_data=data, expire_date=ends)
