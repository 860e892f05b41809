"""Every door through which a file comes in, found from the address table and from OpenAPI; and odd things to send."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from kesos.workflow.machines import flows
from tests.api.test_every_endpoint import operations
from tests.rules.house import screens

BOUNDARY = "batas-uji"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
LONG = "a" * 5000
ODD = {
    "nul": "a\0b", "path": "../../etc/passwd",
    "windows": "..\\..\\sistem.ini", "long": LONG, "turned": "ab\u202efdp.exe",
    "nothing": "", "lines": "a\r\nSet-Cookie: x=1", "alone": "\udcff", "quotes": '"><b>x</b>', "digits": "9" * 5000,
}  # fmt: skip
_FIELD = re.compile(r"(\w+) = forms\.(?:File|Image)Field|FILES\.get\(\"(\w+)\"\)")


def screen_doors() -> dict[str, Any]:
    """Name and view of every screen whose view reads files."""
    found = {}
    for _, name, entry in screens():
        view = inspect.unwrap(entry.callback)
        if (getattr(view, "__module__", "") or "").startswith("kesos.") and "request.FILES" in inspect.getsource(view):
            found[name] = view
    return found


def file_fields() -> set[str]:
    """Every name under which some screen expects a file; what a door does not know it leaves alone."""
    written = {inspect.getmodule(view) for view in screen_doors().values()}
    sources = "\n".join(
        inspect.getsource(part)
        for module in written
        for part in {module, *(inspect.getmodule(each) for each in vars(module).values() if inspect.isclass(each))}
        if part is not None and part.__name__.startswith("kesos.")
    )
    named = {one or other for one, other in _FIELD.findall(sources)}
    return named | {paper for flow in ("usulan_dtks", "musyawarah") for paper in flows()[flow].papers()}


def api_doors() -> dict[str, tuple[list[str], list[str]]]:
    """Every endpoint that takes a file: the names of its files, and of its other fields."""
    found = {}
    for name, (_, _, told) in operations().items():
        body = told.get("requestBody", {}).get("content", {}).get("multipart/form-data")
        if body:
            fields = body["schema"].get("properties", {})
            files = [field for field, kind in fields.items() if '"binary"' in repr(kind).replace("'", '"')]
            if files:
                found[name] = (files, [field for field in fields if field not in files])
    return found


def multipart(fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> bytes:
    """Written by hand: a well-behaved client would clean the names."""
    return b"".join([*_parts(fields, files), f"--{BOUNDARY}--\r\n".encode()])


def _parts(fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> Iterator[bytes]:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=".encode()
    for name, value in fields.items():
        yield head + f'"{name}"\r\n\r\n'.encode() + _bytes(str(value)) + b"\r\n"
    for name, (called, content) in files.items():
        yield head + f'"{name}"; filename="'.encode() + _bytes(called) + b'"\r\nContent-Type: image/png\r\n\r\n'
        yield content + b"\r\n"


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
