"""Components say what they are told, and nothing a person typed becomes markup."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

import kesos
from kesos.ui.icons import ICONS
from kesos.ui.states import STATES, TONE_ICONS

PACKAGE = Path(kesos.__file__).parent
COTTON = PACKAGE / "ui" / "templates" / "cotton"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
EVIL = '"><script>alert(1)</script>'


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string(_compiled(source)).render(context)


def _compiled(source: str) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    return CottonCompiler().process(source)


def test_a_state_is_shape_word_and_tone():
    html = rendered('<c-badge state="dikembalikan" />')

    assert 'class="badge badge-warning"' in html
    assert "<svg" in html
    assert "Dikembalikan" in html


def test_an_unknown_state_is_a_bug_and_not_an_empty_badge():
    with pytest.raises(ValueError, match="unknown state"):
        rendered('<c-badge state="entah" />')


def test_a_button_that_cannot_be_used_says_why_and_sends_nothing():
    html = rendered('<c-button id="sah" why-not="Belum bisa: berita acara belum ada.">Sahkan</c-button>')

    assert 'type="button" aria-disabled="true" aria-describedby="sah-sebab"' in html
    assert '<span class="why-not" id="sah-sebab">Belum bisa: berita acara belum ada.</span>' in html
    assert " disabled" not in html.replace('aria-disabled="true"', "")


@pytest.mark.parametrize(
    "source",
    [
        '<c-button kind="quiet" :data-name="evil">Buka</c-button>',
        '<c-button data-name="{{ evil }}">Buka</c-button>',
        '<c-field label="Nama" name="nama" :value="evil" :error="evil" :hint="evil" :placeholder="evil" />',
        '<c-field-text label="Catatan" name="catatan" :value="evil" />',
        "<c-badge tone='info' icon='info'>{{ evil }}</c-badge>",
        '<c-badge tone="info" icon="info" :word="evil" />',
        '<c-task :title="evil" :href="evil" :note="evil" />',
        '<c-check :value="evil" :label="evil" />',
        '<c-event :title="evil" :who="evil" />',
        '<c-facts :rows="rows" />',
        '<c-diff :rows="changes" />',
    ],
)
def test_what_a_person_typed_is_never_markup(source):
    html = rendered(source, evil=EVIL, rows=[(EVIL, EVIL)], changes=[(EVIL, EVIL, EVIL + "2")])

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_neither_style_nor_handlers_can_be_passed_to_a_component():
    html = rendered('<c-button style="color:red" onclick="alert(1)">Buka</c-button>')

    assert "style" not in html
    assert "onclick" not in html


def test_a_component_sees_only_what_it_is_given():
    html = rendered("<c-field label='Nama' name='nama' />", hint="dari halaman", error="dari halaman")

    assert "dari halaman" not in html


def test_a_pager_offers_only_pages_that_exist():
    html = rendered('<c-pager after="91" />')

    assert 'rel="next" href="?sesudah=91"' in html
    assert "Sebelumnya" not in html


def test_a_later_page_of_a_list_that_only_goes_forward_leads_back_to_its_start():
    request = RequestFactory().get("/?tahap=DRAFT&sesudah=91")

    html = engines["django"].from_string(_compiled("<c-pager />")).render({}, request)

    assert 'href="?tahap=DRAFT"' in html
    assert "Ke awal" in html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_icon_a_template_names_exists(template):
    text = template.read_text()
    named = re.findall(r'{% icon "([^"]+)"', text) + re.findall(r'\bicon(?:-after)?="([a-z-]+)"', text)

    assert set(named) - set(ICONS) == set()


def test_every_state_and_tone_has_an_icon():
    assert {state.icon for state in STATES.values()} | set(TONE_ICONS.values()) <= set(ICONS)


@pytest.mark.parametrize("component", sorted(COTTON.glob("*.html")), ids=lambda file: file.stem)
def test_every_component_is_described_and_shown_in_the_gallery(component):
    gallery = PACKAGE / "ui" / "templates" / "ui"
    shown = "".join(file.read_text() for file in [gallery / "gallery.html", *(gallery / "gallery").glob("*.html")])
    inside = "".join(file.read_text() for file in COTTON.glob("*.html")) + str(
        (gallery / "form" / "form.html").read_text()
    )
    tag = f"<c-{component.stem.replace('_', '-')}"

    assert component.read_text().startswith("{% comment %}")
    assert re.search(rf"{tag}[\s/>]", shown + inside)


@pytest.mark.parametrize(
    "source",
    [
        '<c-field-select label="Atas nama" name="penerima" :value="chosen" :options="pairs" />',
        '<c-choices legend="Atas nama" name="penerima" :value="chosen" :options="triples" />',
        '<c-check name="pilih" :value="chosen" label="WINARNI" />',
        '<c-choice label="WINARNI" name="penerima" :value="chosen" />',
        '<c-field-search label="Atas nama" name="penerima" url="/cari/" :chosen="chosen" chosen-word="WINARNI" />',
    ],
)
def test_a_number_that_is_sent_back_carries_no_points(source):
    """A key of four digits and more, written as people read it, would come back as another key or as none."""
    told = {"chosen": 258749, "pairs": [(258748, "ABDI"), (258749, "WINARNI")], "triples": [(258749, "WINARNI", "")]}

    html = rendered(source, **told)

    assert 'value="258749"' in html
    assert "258.7" not in html


def test_the_year_of_a_date_is_written_as_it_is_typed():
    html = rendered('<c-field-date label="Mulai" name="mulai" :day="9" :month="11" :year="2026" />')

    assert 'value="2026"' in html
    assert "2.026" not in html
