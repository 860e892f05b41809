"""Every address walked as nobody, as an official without the permission, as one of the next area, as the right one."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kesos.ui.refusals import page_above
from kesos.ui.screens import PUBLIC, SIGNED_IN
from tests.access.world import PASSWORD, a_user
from tests.api.world import NOW
from tests.kept import kept
from tests.rules.house import screens
from tests.rules.lists import LISTS, NOTHING_OF_AN_AREA, closed_lists
from tests.rules.test_every_screen_names_its_permission import BEHIND_LOGIN
from tests.rules.walking import NEXT, World
from tests.rules.walks import OF_NOBODY, WALKS

pytestmark = pytest.mark.django_db
FILLED = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}
PARAMETER = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>")


def filled(at):
    at = re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED.get(found[1] or "str", "x"), at)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|[\^$\\]", "x", at)


def closed():
    """Addresses that need an actor, with the permission."""
    return [
        (filled(at), name, getattr(entry.callback, "needs", None))
        for at, name, entry in screens()
        if not at.startswith("api/") and (name in BEHIND_LOGIN or getattr(entry.callback, "needs", PUBLIC) != PUBLIC)
    ]


def with_a_name_in_it(found):
    return {name for at, name, _ in found if PARAMETER.search(at) and not at.startswith("api/")}


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept(django_db_blocker, tmp_path_factory.mktemp("berkas"), NOW, World.of_bawang) as made:
        yield made


@pytest.fixture
def world(one_world, db, monkeypatch, settings):
    """On a day of entry in November."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return one_world.again()


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(("address", "name", "permission"), closed(), ids=lambda told: str(told))
def test_nobody_is_sent_to_the_login(address, name, permission):
    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code in (302, 405), answer.status_code
        if answer.status_code == 302:
            where = answer["Location"]
            assert where.startswith(reverse("account_login")) or where == page_above(address)


@pytest.mark.parametrize(
    ("address", "permission"), [(at, needs) for at, _, needs in closed() if needs and "." in needs], ids=str
)
def test_without_the_permission_the_page_is_closed(address, permission):
    client = Client()
    a_user("tanpa.peran")
    client.post(reverse("account_login"), {"login": "tanpa.peran", "password": PASSWORD})

    looked, sent = client.get(address), client.post(address)

    # where a form is sent to, a look only leads to the page above
    assert looked.status_code == 403 or (looked.status_code, looked["Location"]) == (302, page_above(address))
    assert sent.status_code in (403, 405)
    assert 403 in (looked.status_code, sent.status_code)


def test_every_address_with_a_name_in_it_is_walked_or_says_why_not():
    assert with_a_name_in_it(screens()) == WALKS.keys() | OF_NOBODY.keys()
    assert not WALKS.keys() & OF_NOBODY.keys()


def test_the_rule_sees_an_address_that_nobody_walks():
    assert with_a_name_in_it([("surat/<int:n>/baru/", "documents:newest", None)]) - WALKS.keys() == {"documents:newest"}


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("name", WALKS)
def test_the_next_area_finds_nothing_where_the_right_one_finds_the_page(name, world):
    walk = WALKS[name]
    address, data = reverse(name, kwargs=walk.named(world)), walk.data(world)
    right, wrong = world.client(walk.role, walk.area), world.client(walk.role, NEXT[walk.area])

    refused = getattr(wrong, walk.method)(address, data)
    opened = getattr(right, walk.method)(address, data)
    opened.close()

    assert refused.status_code == 404
    assert opened.status_code == walk.right


def test_every_list_count_picker_and_form_is_walked_or_says_why_not():
    assert closed_lists(screens()) == LISTS.keys() | NOTHING_OF_AN_AREA.keys()
    assert not LISTS.keys() & NOTHING_OF_AN_AREA.keys()


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("name", LISTS)
def test_the_next_area_finds_no_row_no_count_and_no_choice(name, world):
    walk = LISTS[name]
    shown, data = walk.shown(world), walk.data(world)
    right, wrong = world.client(walk.role, walk.area), world.client(walk.role, NEXT[walk.area])

    unseen = getattr(wrong, walk.method)(reverse(name), data, follow=True)
    seen = getattr(right, walk.method)(reverse(name), data, follow=True)

    assert seen.status_code in (200, 409)  # 409: the form comes back with its choices
    assert shown in seen.content.decode()
    assert unseen.status_code in (200, 404, 409)
    assert shown not in unseen.content.decode()


def test_the_signed_in_word_is_not_a_permission():
    assert SIGNED_IN not in {needs for _, _, needs in closed() if needs and "." in needs}
