"""Whether a failure means that the database cannot be reached now: nobody's bug, and over after a while."""

from django.db import InterfaceError, OperationalError

RETRY_SECONDS = 20
SENTENCE = "Basis data sedang tidak dapat dihubungi. Tunggu sebentar, lalu coba lagi."
# connection lost or refused; the server stops, starts or recovers; it has no place left
_CLASSES = ("08", "57P", "533")


def database_is_away(failure: BaseException | None) -> bool:
    """A statement that failed has the server's code; where there is none, no server answered."""
    if not isinstance(failure, OperationalError | InterfaceError):
        return False
    code = getattr(failure.__cause__, "sqlstate", None)
    return code is None or code.startswith(_CLASSES)
