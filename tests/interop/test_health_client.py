"""BPJS Kesehatan is asked over real HTTP; what cannot be believed changes no answer and is told in one sentence."""

from datetime import timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import as_text
from kesos.interop.health.client import HealthClient
from kesos.interop.health.standin import load
from kesos.journeys.models import HealthStatus
from kesos.journeys.ports import NeighbourSilent
from kesos.journeys.services.ask_health import ask_health
from tests.interop.conftest import KEY
from tests.journeys.world import AT, BAWANG, official
from tests.registry.world import a_person

NIK, STRANGER = "9971035204790001", "9971030708090002"
OPERATOR = official("OP_DESA", BAWANG, 101, "health.ask")
SILENT = "BPJS Kesehatan tidak menjawab atau jawabannya tidak terbaca. Jawaban terakhir tetap tampil"


def a_client(url: str, **more) -> HealthClient:
    return HealthClient(url, **{"key": KEY, "seconds": 5, "tries": 3, "pause": 0.01} | more)


@pytest.mark.requirement("K-20")
@pytest.mark.parametrize("status", ["aktif_pbi", "aktif_mandiri", "nonaktif", "tidak_terdaftar"])
def test_it_says_the_status_of_a_member(health_stand_in, status):
    server = health_stand_in({NIK: status, STRANGER: "nonaktif"})

    told = a_client(server.url).status_of(NIK)

    assert told == status


@pytest.mark.requirement("K-20")
def test_a_nik_unknown_there_is_not_registered(health_stand_in):
    server = health_stand_in({NIK: "aktif_pbi"})

    told = a_client(server.url).status_of(STRANGER)

    assert told == "tidak_terdaftar"


@pytest.mark.requirement("K-20")
def test_a_wrong_key_is_refused_at_once_and_not_tried_again(health_stand_in):
    server = health_stand_in({NIK: "aktif_pbi"})
    pauses: list[float] = []

    with pytest.raises(NeighbourSilent, match=SILENT):
        a_client(server.url, key="salah", sleep=pauses.append).status_of(NIK)

    assert pauses == []


@pytest.mark.requirement("K-20")
@pytest.mark.parametrize("fault", ["--unavailable", "--garbage"])
def test_an_outage_and_nonsense_are_tried_again_and_then_told_in_one_sentence(health_stand_in, fault):
    server = health_stand_in({NIK: "aktif_pbi"}, fault, "1")
    pauses: list[float] = []

    with pytest.raises(NeighbourSilent, match=SILENT):
        a_client(server.url, pause=0.5, sleep=pauses.append).status_of(NIK)

    assert pauses == [0.5, 1.0]


@pytest.mark.requirement("K-20")
@pytest.mark.django_db
def test_the_page_of_a_person_shows_the_last_answer_with_its_day_also_when_nobody_answers_any_more(
    health_stand_in, signed_in_as
):
    person = a_person()
    server = health_stand_in({as_text(person.nik): "aktif_pbi"})
    asked = {"person_id": person.pk, "health": lambda: a_client(server.url), "by": OPERATOR}
    ask_health(at=AT, **asked)

    server.kill()
    with pytest.raises(NeighbourSilent, match=SILENT):
        ask_health(at=AT + timedelta(days=2), **asked)

    page = signed_in_as("dwi", "OP_DESA", BAWANG).get(f"/warga/{person.pk}/").content.decode()
    assert "Aktif, iuran dibayar negara (PBI)" in page
    assert "Jawaban BPJS Kesehatan 9 November 2026" in page
    assert "Terakhir ditanya 11 November 2026" in page
    assert SILENT in page
    with acting(OPERATOR):
        assert HealthStatus.objects.get(pk=person.pk).answered_at == AT


def test_the_stand_in_refuses_a_file_without_its_columns_and_a_status_nobody_knows(tmp_path):
    wrong, odd = tmp_path / "salah.csv", tmp_path / "aneh.csv"
    wrong.write_text("a,b\n1,2\n")
    odd.write_text(f"NIK,STATUS\n{NIK},sehat\n")

    for path in (wrong, tmp_path / "tiada.csv"):
        with pytest.raises(Refused, match="bukan berkas peserta"):
            load(path)
    with pytest.raises(Refused, match="Status tidak dikenal: sehat"):
        load(odd)
