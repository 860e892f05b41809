"""The table of requirements tells what the tests and screens of today show."""

import typer
from django.urls import Resolver404, resolve
from typer.main import get_command

from kesos.config import commands, requirements

WRITTEN = (requirements.ROOT / requirements.TABLE).read_text(encoding="utf-8")


def told(source):
    return [(p.code, p.name, p.looks) for p in requirements.in_source(source, "tests/test_x.py")]


def command_exists(words):
    app = typer.Typer()
    commands.join(app)
    found = get_command(app)
    for word in words.split()[1:]:
        found = getattr(found, "commands", {}).get(word)
    return found is not None


def screen_exists(screen):
    if screen.startswith("kesos "):
        return command_exists(screen)
    try:
        return resolve(screen) is not None
    except Resolver404:
        return False


def test_the_table_is_up_to_date():
    known, found = requirements.requirements(), requirements.promises()

    assert requirements.table(known, found) == WRITTEN, "jalankan: kesos requirements"


def test_every_mark_names_a_known_requirement_and_every_marked_test_checks_its_act():
    assert requirements.faults(requirements.promises(), requirements.requirements()) == []


def test_every_screen_and_command_of_the_table_exists():
    named = [screen for each in requirements.requirements() for screen in each.screens]

    assert [screen for screen in named if not screen_exists(screen)] == []
    assert not screen_exists("/tidak-ada/")
    assert not screen_exists("kesos tidak-ada")


def test_the_rule_sees_a_mark_on_a_test_that_checks_nothing():
    marked = "@pytest.mark.requirement('K-13')\ndef test_a(letter):\n    "

    assert told(marked + "letter()") == [("K-13", "test_a", False)]
    assert told(marked + "assert True") == [("K-13", "test_a", False)]
    assert told(marked + "assert KNOWN == 3") == [("K-13", "test_a", False)]
    assert told(marked + "n = letter()\n    assert n == 3") == [("K-13", "test_a", True)]
    assert told(marked + "with pytest.raises(Refused):\n        letter()") == [("K-13", "test_a", True)]


def test_the_rule_sees_marks_kept_under_a_name_on_a_module_and_on_a_class():
    named = "NAMED = pytest.mark.requirement('X-07')\n@NAMED\ndef test_a(n):\n    assert n"
    whole = "pytestmark = [pytest.mark.django_db, pytest.mark.requirement('X-02')]\ndef test_b(n):\n    assert n"
    inside = "@pytest.mark.requirement('K-05')\nclass TestMonth:\n    def test_c(self, n):\n        assert n"

    assert told(named) == [("X-07", "test_a", True)]
    assert told(whole) == [("X-02", "test_b", True)]
    assert told(inside) == [("K-05", "test_c", True)]


def test_the_rule_sees_an_unknown_requirement():
    found = list(requirements.in_source("@pytest.mark.requirement('Z-99')\ndef test_a(n):\n    assert n", "t.py"))

    assert requirements.faults(found, requirements.requirements()) == [
        "t.py::test_a: Z-99 tidak ada di docs/requirements.toml"
    ]
