"""A file and its link open for who may see them; for everybody else they do not exist."""

import pytest
from django.db import connection
from django.test import RequestFactory

from kesos.database.acting import acting
from kesos.files import disk, links
from kesos.files.web import views
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from tests.files.uploads import BAWANG, COLLEAGUE, NEIGHBOUR, OFFICE, OPERATOR, PDF, photo, put

pytestmark = pytest.mark.django_db
NOBODY = Actor(user_id=11)
LURAH_WITHOUT_FILES = Actor(user_id=12, grants=frozenset({("case.view", BAWANG)}))


def fetch(url, actor, view=views.one, key=None):
    """What the entrance does: the actor on the request, and told to the database."""
    request = RequestFactory().get(url)
    request.actor = actor
    with acting(actor):
        answer = view(request, key)
        body = b"".join(answer.streaming_content)
    answer.file_to_stream.close()  # the server's part
    return answer, body


@pytest.mark.requirement("X-06")
@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("stranger", [NEIGHBOUR, NOBODY])
@pytest.mark.parametrize("view", [views.one, views.small])
def test_to_the_next_kelurahan_a_file_its_link_and_its_row_do_not_exist(stranger, view):
    kept = put(photo((400, 300)))
    own_link = links.signed_link(kept.key, by=OPERATOR)

    for url in (links.link(kept.key), own_link):
        with pytest.raises(NotFound) as caught:
            fetch(url, stranger, view, kept.key)
        assert caught.value.status == 404
    with acting(stranger), connection.cursor() as cursor:
        cursor.execute("select count(*) from files_stored_file where key = %s", [kept.key])
        assert cursor.fetchone() == (0,)


def test_even_a_link_signed_for_the_stranger_does_not_pass_the_row_policy():
    kept = put(photo((400, 300)))

    with pytest.raises(NotFound):
        fetch(links.signed_link(kept.key, by=NEIGHBOUR), NEIGHBOUR, key=kept.key)


@pytest.mark.parametrize("actor", [OPERATOR, COLLEAGUE, OFFICE])
def test_opens_for_the_uploader_the_colleague_and_the_office_above(actor):
    kept = put(photo((400, 300)))

    answer, body = fetch(links.link(kept.key), actor, key=kept.key)

    assert body == disk.place(kept.key).read_bytes()
    assert answer["Content-Type"] == "image/jpeg"


def test_a_signed_link_opens_for_its_person_for_its_file_for_some_minutes(monkeypatch):
    kept, other = put(photo((400, 300))), put(photo((400, 300)))
    link = links.signed_link(kept.key, by=LURAH_WITHOUT_FILES)
    token = link.partition("?tanda=")[2]

    with pytest.raises(NotFound):
        fetch(links.link(kept.key), LURAH_WITHOUT_FILES, key=kept.key)
    answer, _ = fetch(link, LURAH_WITHOUT_FILES, key=kept.key)

    assert answer.status_code == 200
    assert not links.allows(token, key=other.key, by=LURAH_WITHOUT_FILES)
    assert not links.allows(token, key=kept.key, by=COLLEAGUE)
    assert not links.allows(token + "x", key=kept.key, by=LURAH_WITHOUT_FILES)
    monkeypatch.setattr(links, "MINUTES", -1)
    assert not links.allows(token, key=kept.key, by=LURAH_WITHOUT_FILES)


def test_no_browser_runs_what_was_uploaded():
    picture, paper = put(photo((400, 300))), put(PDF, name='a";x.pdf', kind="paper")

    shown, _ = fetch(links.link(picture.key), OPERATOR, key=picture.key)
    saved, _ = fetch(links.link(paper.key), OPERATOR, key=paper.key)

    for answer in (shown, saved):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "private, no-store"
    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    assert "\n" not in saved["Content-Disposition"]


def test_a_file_without_picture_has_no_small_one():
    kept = put(PDF, kind="paper")

    with pytest.raises(NotFound):
        fetch(links.link(kept.key, small=True), OPERATOR, views.small, kept.key)


def test_content_that_is_gone_from_the_disk_is_said_so():
    kept = put(PDF, kind="paper")
    disk.remove(kept.key)

    with pytest.raises(NotFound, match="pengelola"):
        fetch(links.link(kept.key), OPERATOR, key=kept.key)
