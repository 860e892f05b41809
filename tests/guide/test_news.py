"""«Yang baru»: public words by month, and a mark for who has not looked since."""

import re

import pytest
from django.test import Client

from kesos.guide import news
from kesos.guide.news import months, read, total
from tests.access.world import an_official
from tests.api.world import BAWANG
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db
MARK = re.compile(r'href="/yang-baru/"[^>]*>.*?Yang baru(?:<span class="count">(\d+)</span>)?</a>', re.DOTALL)
CHANGELOG = """# Changes

## Untuk petugas

### Desember 2026

- **Peta** lebih cepat
  di telepon lama.

### November 2026

- Satu.
- Dua.

## Unreleased

- A line for engineers.
"""


def marked(client):
    found = MARK.search(client.get("/panduan/").content.decode())
    assert found
    return found[1]


@pytest.mark.requirement("K-22")
def test_only_what_is_written_for_officials_is_read_month_by_month():
    found = read(CHANGELOG)

    assert [(month.name, len(month.lines)) for month in found] == [("Desember 2026", 1), ("November 2026", 2)]
    assert found[0].lines == ["<strong>Peta</strong> lebih cepat di telepon lama."]


def test_a_changelog_without_words_for_officials_has_no_month():
    assert read("# Changes\n\n## Unreleased\n\n- A line.\n") == []


@pytest.mark.requirement("K-22")
def test_the_page_shows_every_month_and_nothing_for_engineers():
    html = Client().get("/yang-baru/").content.decode()

    assert all(month.name in html and all(line in html for line in month.lines) for month in months())
    assert months()
    assert "approval kernel" not in html


@pytest.mark.requirement("K-22")
def test_the_mark_goes_when_the_page_is_opened_and_comes_with_the_next_change(monkeypatch):
    client = signed_in(an_official("siti", "OP_DESA", BAWANG))

    before = marked(client)
    opened = MARK.search(client.get("/yang-baru/").content.decode())
    after = marked(client)
    monkeypatch.setattr(news, "total", lambda: total() + 2)
    later = marked(client)

    assert before == str(len(months()[0].lines))
    assert opened
    assert opened[1] is None
    assert after is None
    assert later == "2"


def test_what_one_person_read_is_not_read_for_the_next_at_the_same_computer():
    client = signed_in(an_official("siti", "OP_DESA", BAWANG))
    client.get("/yang-baru/")
    kept = client.cookies.copy()
    other = signed_in(an_official("rini", "OP_DESA", BAWANG))
    for name, value in kept.items():
        if name.startswith("kesos_baru"):
            other.cookies[name] = value.value

    assert marked(other) == str(len(months()[0].lines))


def test_a_cookie_that_makes_no_sense_counts_as_none():
    client = signed_in(an_official("siti", "OP_DESA", BAWANG))
    client.get("/yang-baru/")
    name = next(name for name in client.cookies if name.startswith("kesos_baru"))
    client.cookies[name] = "-7x"

    assert marked(client) == str(len(months()[0].lines))
