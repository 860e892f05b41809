"""Links to a file: by permission, or signed for one person and a few minutes by a part that has decided itself."""

from uuid import UUID

from django.core import signing
from django.urls import reverse

from kesos.foundation.actor import Actor

MINUTES = 15
_SALT = "kesos.files.link"


def link(key: UUID, *, small: bool = False) -> str:
    return reverse("files:small" if small else "files:one", args=[key])


def signed_link(key: UUID, *, by: Actor, small: bool = False) -> str:
    """For somebody who may see the file through a case though not through `file.view`. Row policies still hold."""
    token = signing.TimestampSigner(salt=_SALT).sign_object([str(key), by.user_id])
    return f"{link(key, small=small)}?tanda={token}"


def allows(token: str, *, key: UUID, by: Actor) -> bool:
    """Whether this token was signed for this person and this file, not too long ago."""
    try:
        told = signing.TimestampSigner(salt=_SALT).unsign_object(token, max_age=MINUTES * 60)
    except signing.BadSignature:
        return False
    return bool(told == [str(key), by.user_id])
