"""Finds the user of a session before an actor is known."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from kesos.access.models import User


class Backend(AuthenticationBackend):
    """By username or e-mail; accounts of machines come in by token alone."""

    def get_user(self, user_id: Any) -> User | None:
        # a function of the database, because the row policy of users binds until the actor is told
        found = next(iter(User.objects.raw("select * from access_known_user(%s)", [user_id])), None)
        return found if found is not None and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.is_active) and not user.is_machine
