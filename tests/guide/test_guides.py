"""The guides at their addresses, for everybody, on one page to be printed."""

import tomllib

import pytest
from django.test import Client

from kesos.guide import shipped
from kesos.guide.guides import guides
from kesos.guide.markdown import anchor_of, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-28")
@pytest.mark.parametrize("name", sorted(guides()))
def test_a_guide_is_one_page_that_anybody_may_open_and_print(name):
    answer = Client().get(f"/panduan/{name}/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert all(f'id="{heading.anchor}"' in html for heading in guides()[name].headings)
    assert "data-print" in html


@pytest.mark.requirement("K-28")
def test_the_shelf_names_every_guide_the_operators_first():
    html = Client().get("/panduan/").content.decode()

    at = [html.index(f"/panduan/{name}/") for name in guides()]
    assert at == sorted(at)
    assert next(iter(guides())) == "operator"


@pytest.mark.parametrize("name", ["tidak-ada", "..", "operator.md"])
def test_a_guide_that_is_not_there_is_not_found(name):
    assert Client().get(f"/panduan/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["tidak-ada", "halaman-warga"])
def test_only_pictures_of_the_guides_are_served(name, tmp_path, monkeypatch):
    (tmp_path / "panduan").mkdir()
    (tmp_path / "halaman-warga.webp").write_bytes(b"RIFF")
    monkeypatch.setattr(shipped, "pictures", lambda: tmp_path / "panduan")

    assert Client().get(f"/panduan/gambar/{name}.webp").status_code == 404


def test_pictures_and_other_guides_get_their_addresses():
    page = page_of(
        "# Judul\n\n## Bab: satu\n\n![Layar](../pictures/panduan/layar.webp)\n[Lurah](lurah.md#bulan-anda)\n"
    )

    assert page.title == "Judul"
    assert [(heading.word, heading.anchor) for heading in page.headings] == [("Bab: satu", "bab-satu")]
    assert 'src="/panduan/gambar/layar.webp" alt="Layar" loading="lazy"' in page.html
    assert 'href="/panduan/lurah/#bulan-anda"' in page.html


def test_markup_written_into_a_guide_stays_text():
    assert "<script>" not in page_of("# Judul\n\n<script>alert(1)</script>\n").html


def test_an_anchor_is_what_a_reader_would_guess():
    assert anchor_of("Daftar: urutkan, unduh, cetak") == "daftar-urutkan-unduh-cetak"


def test_what_is_packed_is_what_an_installed_package_reads():
    told = tomllib.loads((shipped.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = told["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    within = str(shipped.PACKED.relative_to(shipped.CHECKOUT))
    assert {shipped.CHECKOUT / source: target for source, target in packed.items()} == {
        shipped.changes(): f"{within}/CHANGELOG.md",
        shipped.guides(): f"{within}/panduan",
        shipped.pictures(): f"{within}/pictures",
    }


def test_an_installed_package_reads_the_texts_it_carries(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "PACKED", tmp_path)
    beside = shipped.changes(), shipped.guides()
    (tmp_path / "panduan").mkdir()
    (tmp_path / "CHANGELOG.md").write_text("## Untuk petugas\n")

    assert beside == (shipped.CHECKOUT / "CHANGELOG.md", shipped.CHECKOUT / "docs" / "panduan")
    assert (shipped.changes(), shipped.guides()) == (tmp_path / "CHANGELOG.md", tmp_path / "panduan")
