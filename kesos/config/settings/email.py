"""The mail server, as one address: smtp://user:password@host:587?tls=1, or smtps://host:465."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def email(url: str) -> dict[str, Any]:
    """Django's EMAIL_ settings. Without an address notices stay on the screen. A wrong one stops the program."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    told = urlsplit(url)
    if told.scheme not in ("smtp", "smtps") or not told.hostname:
        raise SystemExit("KESOS_EMAIL_URL harus berbentuk smtp://pengguna:sandi@server:587?tls=1 atau smtps://server.")
    secure = told.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": told.hostname,
        "EMAIL_PORT": told.port or (465 if secure else 25),
        "EMAIL_HOST_USER": unquote(told.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(told.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and parse_qs(told.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 20,
    }
