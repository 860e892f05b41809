"""Over real SMTP into the stand-in mailbox, by a real worker's job."""

import socket
import threading
import urllib.request
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from kesos.config.settings.email import email
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.notices import mailbox, sending, services
from kesos.notices.services import Draft

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def box(tmp_path, settings):
    port = free_port()
    server = mailbox.smtp(tmp_path / "surat", port)
    server.start()
    for name, value in email(f"smtp://localhost:{port}").items():
        setattr(settings, name, value)
    yield tmp_path / "surat"
    server.stop()


@pytest.mark.django_db
def test_a_notice_arrives_in_the_mailbox_and_can_be_read_there(box):
    with acting(Actor(user_id=8)):
        services.notify(Draft(key="k", user_id=7, subject="Usulan <b>kembali</b>", body="Baris 1\nBaris ke-2 é"), at=AT)

    sent = sending.send_due(at=timezone.now())

    ((name, letter),) = mailbox.kept(box)
    assert sent == 1
    assert letter["to"] == "siti@contoh.go.id"
    assert "Baris ke-2 é" in letter.get_content()
    web = mailbox.web(box, 0)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{web.server_port}/"
        with urllib.request.urlopen(address) as page:
            listed = page.read().decode()
        with urllib.request.urlopen(address + name) as page:  # noqa: S310
            shown = page.read().decode()
        with pytest.raises(urllib.error.HTTPError) as gone:
            urllib.request.urlopen(address + "../secret-key")  # noqa: S310
        gone.value.close()
    finally:
        web.shutdown()
        web.server_close()
    assert "&lt;b&gt;kembali" in listed
    assert "Baris ke-2 é" in shown


@pytest.mark.django_db
def test_a_mail_server_that_is_not_there_is_tried_later(settings):
    for name, value in email(f"smtp://localhost:{free_port()}").items():
        setattr(settings, name, value)
    with acting(Actor(user_id=8)):
        services.notify(Draft(key="k", user_id=7, subject="s", body="b"), at=AT)

    assert sending.send_due(at=AT) == 0


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://a%40b:s%3A@mail.example:587?tls=1", ("mail.example", 587, "a@b", "s:", False, True)),
        ("smtps://mail.example", ("mail.example", 465, "", "", True, False)),
    ],
)
def test_one_address_tells_the_whole_mail_server(url, told):
    found = email(url)

    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == told


def test_a_wrong_address_stops_the_program_with_its_shape():
    with pytest.raises(SystemExit, match="smtp://"):
        email("mail.example")
