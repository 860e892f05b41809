"""A stand-in for an S3 bucket: a server of its own that keeps objects in memory, with faults to order."""

import hashlib
import re
import threading
import uuid
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape, unescape

from kesos.interop.standin_server import Faults, StandInHandler, StandInServer
from kesos.interop.storage.signature import is_signed

A_PAGE = 1000
XML = "application/xml"
KEYS = re.compile(r"<Key>([^<]*)</Key>")


class Server(StandInServer):
    """`objects`: content and the moment it was stored, by name."""

    def __init__(self, address: tuple[str, int], *, bucket: str, key: str, secret: str, faults: Faults) -> None:
        self.bucket, self.access_key, self.secret = bucket, key, secret
        self.objects: dict[str, tuple[bytes, datetime]] = {}
        self.uploads: dict[str, dict[int, bytes]] = {}
        self.turn = threading.Lock()
        super().__init__(address, Handler, key="", faults=faults)


class Handler(StandInHandler):
    server: Server
    server_version = "standin-s3"

    def do_PUT(self) -> None:
        name, asked = self._target()
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._may_enter(name):
            return
        if "uploadId" in asked:
            with self.server.turn:
                self.server.uploads[asked["uploadId"]][int(asked["partNumber"])] = content
        else:
            self._store(name, content)
        self._answer(200, mark=content)

    def do_POST(self) -> None:
        name, asked = self._target()
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._may_enter(name):
            return
        if "uploads" in asked:
            number = uuid.uuid4().hex
            self.server.uploads[number] = {}
            self.send(200, _xml("InitiateMultipartUploadResult", Key=name, UploadId=number), XML)
        elif "delete" in asked:
            keys = KEYS.findall(sent.decode())
            for key in keys:
                self.server.objects.pop(unescape(key), None)
            gone = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
            self.send(200, f"<DeleteResult>{gone}</DeleteResult>".encode(), XML)
        else:
            parts = self.server.uploads.pop(asked["uploadId"])
            whole = b"".join(parts[number] for number in sorted(parts))
            self._store(name, whole)
            self.send(200, _xml("CompleteMultipartUploadResult", Key=name, ETag=_mark(whole)), XML)

    def do_GET(self) -> None:
        name, asked = self._target()
        if not self._may_enter(name):
            return
        if "list-type" in asked:
            self.send(200, self._listed(asked), XML)
        elif found := self.server.objects.get(name):
            self._answer(200, found[0], at=found[1], mark=found[0])
        else:
            self.send(404, _xml("Error", Code="NoSuchKey", Message="Tidak ada."), XML)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        name, _ = self._target()
        if self._may_enter(name):
            self.server.objects.pop(name, None)
            self._answer(204)

    def _may_enter(self, name: str) -> bool:
        server = self.server
        told = {header.lower(): value for header, value in self.headers.items()}
        if not is_signed(self.command, self.path, told, key=server.access_key, secret=server.secret):
            self.send(403, _xml("Error", Code="SignatureDoesNotMatch", Message="Tanda tangan salah."), XML)
            return False
        if urlsplit(self.path).path.split("/")[1] != server.bucket:
            self.send(404, _xml("Error", Code="NoSuchBucket", Message=name), XML)
            return False
        return self.may_enter()

    def _target(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        asked = {word: values[0] for word, values in parse_qs(parts.query, keep_blank_values=True).items()}
        return unquote(parts.path).removeprefix(f"/{self.server.bucket}").lstrip("/"), asked

    def _store(self, name: str, content: bytes) -> None:
        self.server.objects[name] = (content, datetime.now(UTC))

    def _answer(self, status: int, body: bytes = b"", *, at: datetime | None = None, mark: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("ETag", _mark(mark))
        self.send_header("Last-Modified", format_datetime(at or datetime.now(UTC), usegmt=True))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _listed(self, asked: dict[str, str]) -> bytes:
        after = asked.get("continuation-token", asked.get("start-after", ""))
        names = sorted(n for n in list(self.server.objects) if n.startswith(asked.get("prefix", "")) and n > after)
        page = names[:A_PAGE]
        root = ElementTree.Element("ListBucketResult")
        for name in page:
            content, at = self.server.objects[name]
            line = ElementTree.SubElement(root, "Contents")
            told = {"Key": name, "Size": str(len(content)), "ETag": _mark(content), "LastModified": at.isoformat()}
            for word, value in told.items():
                ElementTree.SubElement(line, word).text = value
        more = len(names) > len(page)
        ElementTree.SubElement(root, "IsTruncated").text = str(more).lower()
        if more:
            ElementTree.SubElement(root, "NextContinuationToken").text = page[-1]
        return ElementTree.tostring(root)


def _xml(root: str, **told: str) -> bytes:
    inner = "".join(f"<{word}>{escape(value)}</{word}>" for word, value in told.items())
    return f"<{root}>{inner}</{root}>".encode()


def _mark(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
