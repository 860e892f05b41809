"""«Pemberitahuan» shows what was told to me."""

from datetime import UTC, datetime

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.notices import services
from kesos.notices.services import Draft
from kesos.notices.web import views
from tests.screens import frame, screen  # noqa: F401

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
SITI, BUDI = Actor(user_id=7), Actor(user_id=8)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]


def test_shows_mine_unread_first_as_text_and_takes_them_as_read():
    with acting(BUDI):
        services.notify_many(
            [
                Draft(key="a", user_id=7, subject="Untuk <Siti>", body="Baris 1\n<script>", link="/usulan/12/"),
                Draft(key="b", user_id=8, subject="Untuk Budi", body="b"),
            ],
            at=AT,
        )

    before = screen(views.mine, SITI).content.decode()
    newest = before.partition('name="sampai" value="')[2].partition('"')[0]
    answer = screen(views.read, SITI, method="post", data={"sampai": newest})
    after = screen(views.mine, SITI).content.decode()

    assert "Untuk &lt;Siti&gt;" in before
    assert "Baris 1<br>&lt;script&gt;" in before
    assert "Untuk Budi" not in before
    assert "1 belum dibaca" in before
    assert answer.status_code == 302
    assert "belum dibaca" not in after


def test_somebody_without_notices_is_told_so():
    assert "Belum ada pemberitahuan" in screen(views.mine, SITI).content.decode()
