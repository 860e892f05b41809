"""Signed events: HMAC-SHA256 over moment and body, by a key both sides hold; an old moment is no longer believed."""

import hashlib
import hmac
from datetime import datetime, timedelta

from kesos.foundation.errors import Refused

SIGNATURE, MOMENT = "X-Signature", "X-Timestamp"
WINDOW = timedelta(minutes=5)


class NotSigned(Refused):
    """Whoever sent this does not hold the key, or sent it too long ago."""

    code, status = "not_signed", 401


def sign(body: bytes, *, moment: str, key: str) -> str:
    return hmac.new(key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def check(body: bytes, *, moment: str, signature: str, key: str, at: datetime) -> None:
    """Raises NotSigned. Without a key nothing is believed."""
    if not key:
        raise NotSigned("Penerimaan peristiwa belum diatur. Isi KESOS_POPULATION_EVENTS_KEY.", code="no_key")
    if not hmac.compare_digest(sign(body, moment=moment, key=key).encode(), signature.strip().lower().encode()):
        raise NotSigned(
            "Tanda tangan peristiwa tidak cocok. Periksa kunci dan isi yang dikirim.", code="wrong_signature"
        )
    try:
        sent = datetime.fromisoformat(moment)
        fresh = abs(at - sent) <= WINDOW
    except (ValueError, TypeError):
        raise NotSigned("Waktu pengiriman tidak terbaca. Pakai ISO 8601 dengan zona.", code="stale") from None
    if not fresh:
        raise NotSigned("Waktu pengiriman terlalu jauh dari sekarang. Kirim ulang dengan waktu baru.", code="stale")
