"""The stand-in mailbox: a real SMTP server that keeps what it gets as files, and a small page to read them.

For demo, tests and pilots without a mail server; it sends nothing to anybody and listens on this machine only.
"""

import email
import email.policy
import html
import os
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
_NAME = re.compile(r"^/(\d{8}T\d{12}-[0-9a-f]{6}\.eml)$")


class Keeper:
    """Each mail becomes one file, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{os.urandom(3).hex()}.eml"
        half = self._folder / f".{name}"
        half.write_bytes(content if isinstance(content, bytes) else content.encode())
        half.rename(self._folder / name)
        return "250 OK"


def kept(folder: Path) -> list[tuple[str, EmailMessage]]:
    """Name and mail, newest first."""
    found = sorted(folder.glob("[0-9]*.eml"), reverse=True)
    return [(path.name, _parsed(path)) for path in found]


def smtp(folder: Path, port: int) -> Controller:
    """The server, not yet started; `start()` runs it in a thread of its own."""
    return Controller(Keeper(folder), hostname=HOST, port=port)


def serve(folder: Path, *, smtp_port: int, web_port: int) -> None:
    """Both servers until interrupted."""
    receiving = smtp(folder, smtp_port)
    receiving.start()
    reading = web(folder, web_port)
    try:
        reading.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        reading.server_close()
        receiving.stop()


def web(folder: Path, port: int) -> ThreadingHTTPServer:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            named = _NAME.match(self.path)
            if self.path == "/":
                self._answer(200, _list(folder))
            elif named and (folder / named[1]).is_file():
                self._answer(200, _one(_parsed(folder / named[1])))
            else:
                self._answer(404, "<p>Tidak ada surat itu.</p>")

        def _answer(self, status: int, body: str) -> None:
            page = f'<!doctype html><html lang="id"><meta charset="utf-8"><title>Kotak surat</title>{body}</html>'
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", "default-src 'none'")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    return ThreadingHTTPServer((HOST, port), Page)


def _list(folder: Path) -> str:
    lines = [
        f'<li><a href="/{name}">{html.escape(str(mail["subject"]))}</a> — {html.escape(str(mail["to"]))}</li>'
        for name, mail in kept(folder)
    ]
    return f"<h1>Kotak surat pengganti</h1><ul>{''.join(lines) or '<li>Belum ada surat.</li>'}</ul>"


def _one(mail: EmailMessage) -> str:
    heads = "".join(f"<p>{name}: {html.escape(str(mail[name]))}</p>" for name in ("From", "To", "Date", "Subject"))
    body = mail.get_body(preferencelist=("plain", "html"))
    text = html.escape(body.get_content()) if body is not None else ""
    return f'<p><a href="/">Semua surat</a></p>{heads}<pre>{text}</pre>'


def _parsed(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
