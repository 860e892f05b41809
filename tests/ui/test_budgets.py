"""What a page may weigh, and what its strict policy forbids."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

import kesos
from kesos.ui.sheets import FOLDER, SCRIPTS, STYLES, sheet

KB = 1024
PACKAGE = Path(kesos.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


def test_all_styles_together_weigh_at_most_14_kb():
    assert len(sheet("css").packed) <= 14 * KB


def test_our_scripts_weigh_at_most_4_kb():
    assert len(sheet("js").packed) <= 4 * KB


@pytest.mark.django_db
def test_a_public_page_weighs_at_most_40_kb_and_carries_no_htmx(client: Client):
    answer = client.get("/galeri/tidak-ada/")  # the plain frame of citizens' pages

    weight = len(gzip.compress(answer.content)) + len(sheet("css").packed) + len(sheet("js").packed)
    assert weight <= 40 * KB
    assert "htmx" not in answer.content.decode()


@pytest.mark.django_db
def test_the_gallery_with_everything_weighs_at_most_60_kb(client: Client):
    htmx = Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()
    page = client.get("/galeri/").content

    parts = [gzip.compress(page), sheet("css").packed, sheet("js").packed, gzip.compress(htmx, 9)]
    assert sum(map(len, parts)) <= 60 * KB


def test_every_topic_file_is_in_the_one_sheet():
    assert {file.stem for file in FOLDER.glob("*.css")} == set(STYLES)
    assert {file.stem for file in FOLDER.glob("*.js")} == set(SCRIPTS)


@pytest.mark.parametrize("name", STYLES)
def test_styles_need_neither_force_nor_ids(name):
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / f"{name}.css").read_text(), flags=re.DOTALL)

    assert "!important" not in text
    assert re.findall(r"(?:^|[\s,}])#[\w-]+[^;{}]*\{", text) == []
    outside = re.sub(r"@layer [a-z]+ \{.*?\n\}", "", text, flags=re.DOTALL).replace(
        "@layer tokens, base, layout, components, helpers, print;", ""
    )
    assert outside.strip() == ""


@pytest.mark.parametrize("name", STYLES)
def test_raw_colours_stand_in_the_tokens_alone(name):
    text = (FOLDER / f"{name}.css").read_text()
    allowed = {"tokens": text, "letter": "#fff #000", "print": "#fff #999"}.get(name, "#1b1f27 #ffd35c")

    assert set(re.findall(r"#[0-9a-f]{3,6}\b", text)) <= set(re.findall(r"#[0-9a-f]{3,6}\b", allowed))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_template_holds_a_style_or_a_script_of_its_own(template):
    text = template.read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == []
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [told for told in scripts if "src=" not in told and 'type="application/json"' not in told] == []


@pytest.mark.django_db
def test_the_gallery_as_served_has_no_inline_code(client: Client):
    html = client.get("/galeri/").content.decode()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []
    assert [told for told in re.findall(r"<script([^>]*)>", html) if "src=" not in told] == []


def test_the_sheet_is_kept_by_browsers_until_it_changes(client: Client):
    now = sheet("css").mark

    fresh = client.get(f"/tampilan/kesos-{now}.css", headers={"Accept-Encoding": "gzip"})
    old = client.get("/tampilan/kesos-0123456789ab.css")

    assert "immutable" in fresh["Cache-Control"]
    assert gzip.decompress(fresh.content) == old.content == sheet("css").plain
    assert old["Cache-Control"] == "no-cache"
    assert fresh["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_htmx_may_neither_evaluate_nor_ask_elsewhere(client: Client):
    html = client.get("/galeri/").content.decode()

    for told in ('"includeIndicatorStyles":false', '"allowEval":false', '"selfRequestsOnly":true'):
        assert told in html
