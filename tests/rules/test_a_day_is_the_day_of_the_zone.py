"""Moments are kept in UTC: the day of one is read in the zone, or between midnight and seven it is yesterday."""

import ast

import pytest

from tests.rules.house import PACKAGE

# path: why its day is read without the zone
ELSEWHERE = {
    "access/models/offices.py": "the text of a row for programmers",
    "access/models/entrances.py": "the text of a row for programmers",
    "access/services/telling.py": "the key of a notice, read by nobody",
    "notices/mailbox.py": "the name of a letter in the mailbox, for sorting only",
}
MOMENTS = {"at", "now", "valid_from"}


def named_moment(node):
    if isinstance(node, ast.Call):
        node = node.func
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in MOMENTS or name.endswith("_at")


def bare_days(source):
    """Lines that take `.date()` or a year, month or day to print straight from a moment."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date":
            bare = named_moment(node.func.value)
        elif isinstance(node, ast.FormattedValue) and node.format_spec and "%" in ast.unparse(node.format_spec):
            # `valid_from` of a code list is a day already
            bare = named_moment(node.value) and getattr(node.value, "attr", "") != "valid_from"
        else:
            continue
        if bare:
            yield node.lineno


def test_no_day_is_read_from_a_moment_without_its_zone():
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in PACKAGE.rglob("*.py")
        if str(file.relative_to(PACKAGE)) not in ELSEWHERE
        for line in bare_days(file.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize("source", ["at.date()", "now().date()", "run.finished_at.date()", "f'{at:%Y-%m-%d}.csv'"])
def test_the_rule_sees_a_bare_day(source):
    assert list(bare_days(source)) == [1]


@pytest.mark.parametrize("source", ["localdate(at)", "at.astimezone(zone).date()", "f'{localdate(at):%Y-%m-%d}'"])
def test_the_rule_leaves_the_day_of_the_zone(source):
    assert list(bare_days(source)) == []
