"""A notice exists if its cause does, goes out once, and never holds a NIK."""

import smtplib
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.notices import jobs, queries, sending, services
from kesos.notices.models import Notice
from kesos.notices.services import Draft

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
SITI, BUDI = Actor(user_id=7), Actor(user_id=8, grants=frozenset({("person.view", "")}))
RETURNED = Draft(
    key="usulan:12:dikembalikan",
    user_id=7,
    subject="Usulan S. W. dikembalikan",
    body="Foto rumah buram. Foto ulang, lalu kirim lagi.",
    link="/usulan/12/",
)


def tell(*drafts, at=AT, by=BUDI):
    with acting(by):
        return services.notify_many(drafts or [RETURNED], at=at)


def all_notices():
    with acting(SYSTEM):
        return list(Notice.objects.order_by("id"))


def failing(monkeypatch, fault):
    def send_messages(self, messages):
        raise fault

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send_messages)


@pytest.mark.django_db
def test_a_notice_is_written_in_the_transaction_of_its_cause_and_only_there():
    class Regret(Exception):
        pass

    def cause():
        with acting(BUDI):
            services.notify(RETURNED, at=AT)
            raise Regret

    with pytest.raises(Regret):
        cause()

    assert all_notices() == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_goes_out_with_link_and_stable_message_id():
    tell()

    sent = sending.send_due(at=AT)

    (letter,) = mail.outbox
    assert (sent, letter.to, letter.subject) == (1, ["siti@contoh.go.id"], "Usulan S. W. dikembalikan")
    assert "Foto rumah buram" in letter.body
    assert "/usulan/12/" in letter.body
    assert letter.extra_headers["Message-ID"].endswith("@kesos>")
    (notice,) = all_notices()
    assert (notice.state, notice.sent_at, notice.attempts) == ("sent", AT, 1)


@pytest.mark.django_db
def test_the_same_cause_tells_the_same_person_once_however_often_it_is_said():
    first, again = tell(), tell(RETURNED, RETURNED)
    sending.send_due(at=AT)
    tell()
    sending.send_due(at=AT)

    assert (first, again) == (1, 0)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_one_cause_tells_several_people():
    tell(
        Draft(key="k", user_id=7, subject="s", body="b"),
        Draft(key="k", user_id=8, subject="s", body="b"),
        Draft(key="k", address="warga@contoh.id", subject="s", body="b"),
    )

    sending.send_due(at=AT)

    assert {letter.to[0] for letter in mail.outbox} == {"siti@contoh.go.id", "budi@contoh.go.id", "warga@contoh.id"}


def test_two_senders_at_once_send_each_notice_once(committed):
    tell(*[Draft(key=f"k{n}", user_id=7, subject=f"s{n}", body="b") for n in range(20)])

    def send():
        sending.send_due(at=AT)
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert sorted(letter.subject for letter in mail.outbox) == sorted(f"s{n}" for n in range(20))


@pytest.mark.django_db
def test_what_fails_waits_longer_each_time_and_is_given_up_at_last(monkeypatch):
    tell()
    failing(monkeypatch, smtplib.SMTPServerDisconnected("siti@contoh.go.id gone"))

    waits = []
    at = AT
    while (notice := all_notices()[0]).state == "waiting":
        sending.send_due(at=at)
        notice = all_notices()[0]
        waits.append(round((notice.not_before - at).total_seconds() / 60))
        at = notice.not_before

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert (notice.state, notice.attempts) == ("failed", 8)
    assert "siti@" not in notice.last_error


@pytest.mark.django_db
def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(monkeypatch):
    tell()
    failing(monkeypatch, smtplib.SMTPRecipientsRefused({"siti@contoh.go.id": (550, b"no such user")}))

    sending.send_due(at=AT)

    assert all_notices()[0].state == "failed"


@pytest.mark.django_db
def test_one_that_fails_does_not_hold_up_the_others(monkeypatch):
    tell(
        Draft(key="a", user_id=7, subject="gagal", body="b"),
        Draft(key="b", user_id=8, subject="sampai", body="b"),
    )
    real = sending._Mail.send

    def send(self, message):
        if message.subject == "gagal":
            raise TimeoutError
        real(self, message)

    monkeypatch.setattr(sending._Mail, "send", send)

    assert sending.send_due(at=AT) == 1
    assert [letter.subject for letter in mail.outbox] == ["sampai"]


@pytest.mark.django_db
def test_nothing_goes_out_before_its_time():
    tell(Draft(key="k", user_id=7, subject="s", body="b", not_before=AT + timedelta(hours=1)))

    assert sending.send_due(at=AT) == 0
    assert sending.send_due(at=AT + timedelta(hours=1)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["screen", "no_address", "no_server"])
def test_without_a_way_out_a_notice_stays_on_the_screen(settings, why):
    settings.NOTICES_BY_EMAIL = why != "no_server"
    channel = "screen" if why == "screen" else "email"
    tell(Draft(key="k", user_id=9 if why == "no_address" else 7, subject="s", body="b", channel=channel))

    sending.send_due(at=AT)

    assert mail.outbox == []
    assert all_notices()[0].state == "shown"


@pytest.mark.django_db
@pytest.mark.requirement("X-02")
def test_a_notice_is_read_by_its_person_alone_even_from_the_whole_country():
    tell()

    with acting(SITI):
        mine = queries.latest(SITI)
    with acting(BUDI), connection.cursor() as cursor:
        cursor.execute("select count(*) from notices_notice")
        seen = cursor.fetchone()

    assert [notice.subject for notice in mine] == ["Usulan S. W. dikembalikan"]
    assert seen == (0,)


@pytest.mark.django_db
def test_marks_ones_own_as_read_and_nobody_elses():
    tell(RETURNED, Draft(key="k", user_id=8, subject="s", body="b"))
    newest = all_notices()[-1].pk

    with acting(SITI):
        before = queries.unread(SITI)
        services.mark_read(by=SITI, at=AT, up_to=newest)
        after = queries.unread(SITI)

    assert (before, after) == (1, 0)
    assert [notice.read_at for notice in all_notices()] == [AT, None]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["NIK 9971031708800001", "9971 0317 0880 0001", "9971-0317-0880-0001", "997103.170880.0001"]
)
@pytest.mark.parametrize("field", ["subject", "body"])
def test_the_database_refuses_a_notice_with_a_nik(text, field):
    told = {"subject": "s", "body": "b", field: text}

    with pytest.raises(IntegrityError, match="notices_without_nik"):
        tell(Draft(key="k", user_id=7, **told))


@pytest.mark.django_db
def test_dates_amounts_and_numbers_of_letters_are_no_nik():
    body = "Surat 400.9/1234/2026, 22-11-2026 s.d. 30-11-2026, Rp 600.000.000, rek. 1234567890123456789"

    assert tell(Draft(key="k", user_id=7, subject="s", body=body)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draft", "constraint"),
    [
        (Draft(key="k", subject="s", body="b"), "notices_to_somebody"),
        (Draft(key="k", user_id=7, subject="s", body="b", link="https://jahat.example/"), "notices_link_is_ours"),
    ],
)
def test_the_database_refuses_a_notice_that_makes_no_sense(draft, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        tell(draft)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [("state = 'sent'", "notices_sent_has_time"), ("subject = e'a\\nBcc: x@y.z'", "notices_subject_one_line")],
)
def test_the_database_refuses_a_change_that_contradicts(change, constraint):
    tell()

    with pytest.raises(IntegrityError, match=constraint), acting(SITI), connection.cursor() as cursor:
        cursor.execute(f"update notices_notice set {change}")


@pytest.mark.django_db
def test_nobody_writes_a_notice_in_the_open_without_the_service():
    with pytest.raises(DatabaseError, match="row-level security"), acting(BUDI):
        Notice.objects.create(
            channel="email", user_id=7, subject="s", body="b", key="k", state="waiting", created_at=AT, not_before=AT
        )


@pytest.mark.django_db
def test_a_subject_of_several_lines_becomes_one():
    tell(Draft(key="k", user_id=7, subject="a\r\nBcc: x@y.z", body="b"))

    assert all_notices()[0].subject == "a Bcc: x@y.z"


@pytest.mark.django_db
def test_old_notices_are_swept():
    tell()

    jobs.sweep(AT + timedelta(days=366))

    assert all_notices() == []
