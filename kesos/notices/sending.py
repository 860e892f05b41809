"""Out of the outbox: one notice, one transaction; what fails waits longer each time."""

import hashlib
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils.module_loading import import_string

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM

MOST_ATTEMPTS = 8  # over about four hours
_NOT_REACHED = (OSError, smtplib.SMTPException)


@dataclass(frozen=True, slots=True)
class _Waiting:
    id: int
    user_id: int | None
    address: str
    subject: str
    body: str
    link: str
    key: str
    attempts: int


def send_due(*, at: datetime, most: int = 1_000) -> int:
    """How many went out. At least once: a cut between the mail server's yes and our commit repeats one mail,
    with the same Message-ID, so that a mailbox can tell."""
    sent = 0
    with _Mail() as way:
        for _ in range(most):
            with acting(SYSTEM):
                notice = _next(at)
                if notice is None:
                    break
                sent += _send(notice, way, at)
    return sent


def _next(at: datetime) -> _Waiting | None:
    with connection.cursor() as cursor:
        cursor.execute(_sql("next"), {"at": at})
        row = cursor.fetchone()
    return _Waiting(*row) if row else None


def _send(notice: _Waiting, way: "_Mail", at: datetime) -> bool:
    address = notice.address or _address_of(notice.user_id)
    if not address or not settings.NOTICES_BY_EMAIL:
        _write("shown", id=notice.id, why="" if address else "tanpa alamat surel")
        return False
    try:
        way.send(_message(notice, address))
    except _NOT_REACHED as fault:
        way.drop()
        attempts = notice.attempts + 1
        given_up = attempts >= MOST_ATTEMPTS or _is_final(fault)
        again = at + timedelta(minutes=2**attempts)
        _write("later", id=notice.id, why=_short(fault), again=again, given_up=given_up)
        return False
    _write("sent", id=notice.id, at=at)
    return True


def _message(notice: _Waiting, address: str) -> mail.EmailMessage:
    mark = hashlib.sha256(f"{notice.key}|{notice.user_id}|{notice.address}".encode()).hexdigest()[:32]
    body = notice.body
    if notice.link:
        body = f"{body}\n\nBuka di Kesos: {settings.PUBLIC_URL.rstrip('/')}{notice.link}"
    return mail.EmailMessage(
        notice.subject,
        f"{body}\n\n-- \nPesan otomatis dari Kesos. Kesos tidak pernah meminta kata sandi atau NIK lewat surel.",
        to=[address],
        headers={"Message-ID": f"<{mark}@kesos>", "Auto-Submitted": "auto-generated"},
    )


class _Mail:
    """One connection for many mails, made anew after a fault."""

    def __init__(self) -> None:
        self._open: BaseEmailBackend | None = None

    def __enter__(self) -> "_Mail":
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            self._open.close()

    def send(self, message: mail.EmailMessage) -> None:
        if self._open is None:
            fresh = mail.get_connection(timeout=20)
            fresh.open()
            self._open = fresh
        self._open.send_messages([message])

    def drop(self) -> None:
        broken, self._open = self._open, None
        if broken is not None:
            try:
                broken.close()
            except _NOT_REACHED:
                return


def _is_final(fault: Exception) -> bool:
    """The server says that this address will never do (5xx)."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in fault.recipients.values())
    return False


def _short(fault: Exception) -> str:
    """Without the address, which stands in its own field and not in error texts."""
    code = getattr(fault, "smtp_code", "") or getattr(fault, "errno", "") or ""
    return f"{type(fault).__name__} {code}".strip()[:300]


def _address_of(user_id: int | None) -> str:
    if user_id is None:
        return ""
    found: str = import_string(settings.KESOS_EMAIL_LOADER)(user_id)
    return found


def _write(name: str, **told: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_sql(name), told)


def _sql(name: str) -> str:
    return statements("kesos.notices", "sql/outbox.sql")[name]
