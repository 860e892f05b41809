"""Who sees which link, and which one they stand on."""

import pytest
from django.test import RequestFactory

from kesos.foundation.actor import Actor
from kesos.ui import navigation
from kesos.ui.context import frame
from kesos.ui.navigation import Item
from kesos.ui.screens import PUBLIC, SIGNED_IN

pytestmark = pytest.mark.urls("tests.ui.urls")
OPERATOR = Actor(user_id=7, name="Dwi Astutik", grants=frozenset({("person.view", "9971")}))
ITEMS = (
    Item("Galeri", "ui:gallery", "list", PUBLIC, 1),
    Item("Tugas saya", "tasks", "list", SIGNED_IN, 2, "kerja", count=lambda request: 24),
    Item("Tugas lama", "old_tasks", "history", SIGNED_IN, 3, "kerja"),
    Item("Cari warga", "find", "search", "person.view", 4, "kerja", search_field="q"),
    Item("Sesi admin", "tasks", "shield", "admin.session", 5),
    Item("Belum ada", "not:installed", "gift", PUBLIC, 6),
)


@pytest.fixture(autouse=True)
def _items(monkeypatch):
    monkeypatch.setattr(navigation, "items", lambda: ITEMS)


def labels(actor: Actor | None) -> list[str]:
    return [item.label for item, _ in navigation.visible(actor)]


def test_nobody_sees_only_what_is_public():
    assert labels(None) == ["Galeri"]


def test_an_actor_sees_what_their_permissions_open_and_no_more():
    assert labels(OPERATOR) == ["Galeri", "Tugas saya", "Tugas lama", "Cari warga"]


def test_items_of_one_group_stand_together_with_their_counts():
    request = RequestFactory().get("/galeri/")
    request.actor = OPERATOR

    groups = navigation.groups(request, navigation.visible(OPERATOR))

    assert [[link.label for link in group.links] for group in groups] == [
        ["Galeri"],
        ["Tugas saya", "Tugas lama", "Cari warga"],
    ]
    assert [link.count for link in groups[1].links] == [24, None, None]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/tugas/", {"Tugas saya": "page"}),
        ("/tugas/lama/", {"Tugas lama": "page"}),
        ("/tugas/lama/7/", {"Tugas lama": "true"}),
        ("/lain/", {}),
    ],
)
def test_the_nearest_item_is_marked_as_the_present_one(path, marked):
    groups = navigation.groups(RequestFactory().get(path), navigation.visible(OPERATOR))

    assert {link.label: link.current for group in groups for link in group.links if link.current} == marked


def many(daily: int, others: int) -> list[tuple[Item, str]]:
    places = [("Pekerjaan", at) for at in range(daily)] + [("Program", at) for at in range(others)]
    return [(Item(f"{group} {at}", "tasks", "list", PUBLIC, at, group), f"/{group}/{at}/") for group, at in places]


def test_who_has_many_links_sees_the_daily_ones_and_the_names_of_the_others():
    groups = navigation.groups(RequestFactory().get("/"), many(8, 8))

    assert [(group.name, group.folds) for group in groups] == [("Pekerjaan", False), ("Program", True)]


def test_the_group_of_the_page_one_stands_on_is_open():
    groups = navigation.groups(RequestFactory().get("/Program/3/"), many(8, 8))

    assert [group.is_here for group in groups] == [False, True]


@pytest.mark.parametrize(("daily", "others"), [(6, 8), (1, 20)])
def test_few_links_or_little_daily_work_fold_nothing(daily, others):
    groups = navigation.groups(RequestFactory().get("/"), many(daily, others))

    assert not any(group.folds for group in groups)


def test_the_search_box_stands_only_where_the_page_may_be_opened():
    assert navigation.search_box(navigation.visible(OPERATOR)) == ("/cari/", "q", "Cari warga")
    assert navigation.search_box(navigation.visible(None)) is None


def test_the_frame_knows_the_person_the_place_and_the_role():
    request = RequestFactory().get("/tugas/?rw=02")
    request.actor, request.place, request.role = OPERATOR, "Kelurahan Contoh", "Operator kelurahan"

    shown = frame(request)["frame"]()

    assert (shown.person, shown.place, shown.role) == ("Dwi Astutik", "Kelurahan Contoh", "Operator kelurahan")
    assert (shown.here, shown.next_url) == ("Tugas saya", "/tugas/?rw=02")


def test_counts_are_not_asked_for_by_a_page_without_frame(monkeypatch):
    asked = []
    counted = Item("Tugas saya", "tasks", "list", PUBLIC, 1, count=lambda request: asked.append(1))
    monkeypatch.setattr(navigation, "items", lambda: (counted,))

    frame(RequestFactory().get("/"))

    assert asked == []
