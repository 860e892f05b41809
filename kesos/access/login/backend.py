"""Finds the user of a session before an actor is known."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from kesos.access.actors import STANDING, asked
from kesos.access.models import User
from kesos.database.prepared import prepared


class Backend(AuthenticationBackend):
    """By username or e-mail; accounts of machines come in by token alone."""

    def get_user(self, user_id: Any) -> User | None:
        """With what they may do and see, because the request that asks for the user asks for that next."""
        names = [field.attname for field in User._meta.concrete_fields]
        # a function of the database, because the row policy of users binds until the actor is told
        found_by = f"select {', '.join(names)}, {STANDING} from access_known_user(%(user)s::bigint)"  # noqa: S608 our own names
        with prepared() as cursor:
            cursor.execute(found_by, asked(int(user_id), at=timezone.now()))
            told = cursor.fetchone()
        if told is None:
            return None
        found: User = User.from_db(None, names, told[:-1])
        found.standing_told = told[-1]
        return found if self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.is_active) and not user.is_machine
