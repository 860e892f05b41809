"""The owner of an account hears of what is done to it, by post and on the screen."""

from datetime import datetime

from kesos.access.models import User
from kesos.notices.services import Draft, notify_many

WHOM_TO_ASK = "Bila bukan Anda yang meminta, hubungi administrator wilayah Anda sekarang juga."


def tell_owner(user: User, *, cause: str, subject: str, body: str, at: datetime, link: str = "") -> None:
    notify_many([Draft(_key(user, cause, at), subject, f"{body} {WHOM_TO_ASK}", user_id=user.pk, link=link)], at=at)


def tell_of_new_address(user: User, *, before: str, at: datetime) -> None:
    """To the address before: whoever changed it cannot keep that from its owner."""
    subject = "Surel akun Kesos Anda diganti"
    body = "Surel akun Kesos Anda baru saja diganti; pemberitahuan berikutnya tidak lagi dikirim ke alamat ini."
    if before:
        notify_many([Draft(_key(user, "surel", at), subject, f"{body} {WHOM_TO_ASK}", address=before)], at=at)


def _key(user: User, cause: str, at: datetime) -> str:
    return f"akun:{user.pk}:{cause}:{at:%Y%m%dT%H%M%S%f}"
