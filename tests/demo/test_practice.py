"""A practice month: nothing leads to the real house, and nobody can take one for the other."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as chosen
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from kesos.bulk.excel_out import About, Column, write_xlsx
from kesos.config.commands.practice import beside
from kesos.config.settings.environment import Environment
from kesos.documents import storage
from kesos.foundation.errors import Refused
from kesos.ui.practice import PracticeMiddleware
from tests.api.world import NOW
from tests.documents.conftest import new_dinas

REAL = {
    "PATH": "/usr/bin",
    "KESOS_MODE": "production",
    "KESOS_SECRET_KEY": "rahasia",
    "KESOS_DATABASE_URL": "postgresql://owner@db/kesos",
    "KESOS_DATABASE_APP_URL": "postgresql://kesos_app@db/kesos",
    "KESOS_EMAIL_URL": "smtp://surel.contoh.go.id",
    "KESOS_POPULATION_URL": "https://dukcapil.contoh.go.id",
    "KESOS_POPULATION_EVENTS_KEY": "kunci",
    "KESOS_HEALTH_URL": "https://bpjs.contoh.go.id",
    "KESOS_DATA_DIR": "/data/kesos",
    "KESOS_HOSTS": "latihan.contoh.go.id",
}


@pytest.fixture
def practising(settings):
    settings.PRACTICE = True


@pytest.mark.requirement("K-28")
def test_the_practice_knows_nothing_that_leads_to_the_real_house():
    told = beside(REAL, folder=Path("/data/kesos"), port=8001)

    assert {name for name in told if name.startswith("KESOS_")} == {
        "KESOS_PRACTICE", "KESOS_MODE", "KESOS_DATA_DIR", "KESOS_PORT", "KESOS_HOST", "KESOS_ADDRESS",
        "KESOS_PUBLIC_URL", "KESOS_HOSTS",
    }  # fmt: skip
    assert told["KESOS_DATA_DIR"] == "/data/kesos/latihan"
    assert told["KESOS_MODE"] == "demo"
    assert not {"rahasia", "kunci"} & set(told.values())


def test_a_practice_is_not_begun_inside_a_practice():
    with pytest.raises(Refused, match="di dalam bulan latihan"):
        beside({"KESOS_PRACTICE": "true"}, folder=Path("/data"), port=8001)


def test_the_real_house_does_not_start_as_a_practice():
    with pytest.raises(SystemExit, match="KESOS_PRACTICE"):
        Environment(mode="production", practice=True).practises()


@pytest.mark.django_db
@pytest.mark.requirement("K-28")
@pytest.mark.parametrize("address", ["/akun/login/", "/panduan/", "/cek/", "/tidak-ada/", "/galeri/"])
def test_every_page_says_that_it_is_practice(address, practising):
    html = Client().get(address).content.decode()

    assert '<aside class="practice" aria-label="Bulan latihan"><strong>LATIHAN</strong>' in html
    assert "<title>LATIHAN · " in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/akun/login/", "/panduan/", "/cek/", "/tidak-ada/"])
def test_the_real_house_never_says_so(address):
    assert not chosen.PRACTICE
    assert "LATIHAN</strong>" not in Client().get(address).content.decode()


@pytest.mark.requirement("K-28")
@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ('attachment; filename="bnba.xlsx"', 'attachment; filename="LATIHAN-bnba.xlsx"'),
        ("attachment; filename*=UTF-8''berita%20acara.pdf", "attachment; filename*=UTF-8''LATIHAN-berita%20acara.pdf"),
        ('inline; filename="surat.pdf"', 'inline; filename="LATIHAN-surat.pdf"'),
    ],
)
def test_a_file_taken_away_is_named_as_practice(sent, named, practising):
    answer = PracticeMiddleware(lambda _: HttpResponse(headers={"Content-Disposition": sent}))(
        RequestFactory().get("/")
    )

    assert answer["Content-Disposition"] == named


@pytest.mark.requirement("K-28")
def test_an_excel_file_of_the_practice_says_so_inside(practising, tmp_path):
    about = About(title="BNBA", made_by="Siti", made_at=datetime(2026, 11, 4, tzinfo=UTC), purpose="Latihan")

    write_xlsx(tmp_path / "bnba.xlsx", columns=[Column("Nama")], rows=[("SULASTRI",)], about=about)

    notes = CalamineWorkbook.from_path(tmp_path / "bnba.xlsx").get_sheet_by_name("Keterangan").to_python()
    assert ["Catatan", "LATIHAN: data karangan, bukan data warga."] in [line[:2] for line in notes]


@pytest.mark.django_db
@pytest.mark.requirement("K-28")
def test_a_letter_of_the_practice_carries_the_word_behind_its_text(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    dinas = new_dinas()
    real = dinas.issue(at=NOW)
    settings.PRACTICE = True

    practised = dinas.issue(at=NOW)

    texts = [PdfReader(io.BytesIO(storage.fetch(each.file_key))).pages[0].extract_text() for each in (real, practised)]
    assert ["LATIHAN" in text for text in texts] == [False, True]
