"""Whether a request to the stand-in is signed as S3 wants it (AWS Signature Version 4, header form)."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit

_TOLD = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<scope>[^,]+), ?SignedHeaders=(?P<headers>[^,]+), ?"
    r"Signature=(?P<mark>[0-9a-f]{64})"
)


def is_signed(method: str, target: str, headers: Mapping[str, str], *, key: str, secret: str) -> bool:
    """`headers` by their names in small letters."""
    told = _TOLD.fullmatch(headers.get("authorization", ""))
    if told is None or told["key"] != key:
        return False
    day, region, service, _ = told["scope"].split("/")
    signing = b"AWS4" + secret.encode()
    for word in (day, region, service, "aws4_request"):
        signing = _mac(signing, word)
    whole = "\n".join((
        "AWS4-HMAC-SHA256", headers.get("x-amz-date", ""), told["scope"],
        hashlib.sha256(_canonical(method, target, headers, told["headers"]).encode()).hexdigest(),
    ))  # fmt: skip
    return hmac.compare_digest(_mac(signing, whole).hex(), told["mark"])


def _canonical(method: str, target: str, headers: Mapping[str, str], signed: str) -> str:
    parts = urlsplit(target)
    asked = sorted(
        (quote(name, safe="-_.~"), quote(value, safe="-_.~"))
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    )
    lines = [f"{name}:{' '.join(headers.get(name, '').split())}" for name in signed.split(";")]
    return "\n".join((
        method, parts.path, "&".join(f"{name}={value}" for name, value in asked), *lines, "", signed,
        headers.get("x-amz-content-sha256", ""),
    ))  # fmt: skip


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
