"""The population registry's client against a real server that stands in for it."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kesos.database.acting import acting
from kesos.interop.population import client as population
from kesos.interop.population.client import PopulationClient
from kesos.interop.population.standin import Faults, server
from kesos.registry.matching import Outcome, compare, same_name
from kesos.registry.models import Match
from kesos.registry.ports import PopulationRecord, Unanswered
from kesos.registry.services.match_people import match_people
from tests.registry.world import BAWANG, NGRONGGO, a_person, an_operator

AT = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)
HEAD = (
    "NIK,NO_KK,NAMA_LENGKAP,JENIS_KELAMIN,TEMPAT_LAHIR,TANGGAL_LAHIR,NAMA_IBU_KANDUNG,STATUS_PERKAWINAN,"
    "STATUS_HIDUP,TANGGAL_MENINGGAL,ALAMAT,RT,RW,KODE_WILAYAH\n"
)


def a_line(nik: int, name: str = "SULASTRI", born: str = "1979-04-12", alive: str = "HIDUP", died: str = "") -> str:
    return f"{nik},9971030101100001,{name},P,KEDIRI,{born},SITI,KAWIN,{alive},{died},JL. MAWAR,001,002,{BAWANG}\n"


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[PopulationClient]:
    """A stand-in over two people, and a client of it."""
    file = tmp_path / "dukcapil.csv"
    file.write_text(HEAD + a_line(9971035204790001) + a_line(9971035204790002, alive="MENINGGAL", died="2026-10-01"))
    yield from _served(file, Faults())


def _served(file: Path, faults: Faults) -> Iterator[PopulationClient]:
    running = server(data=file, key="kunci", port=0, faults=faults)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield PopulationClient(url=f"http://127.0.0.1:{running.server_port}", key="kunci", timeout_seconds=2)
    running.shutdown()
    running.server_close()


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "PAUSE_SECONDS", 0)


def test_finds_who_is_there_and_nobody_else(registry):
    found = registry.look_up([9971035204790001, 9971035204799999])

    assert set(found) == {9971035204790001}
    assert found[9971035204790001].full_name == "SULASTRI"


def test_a_wrong_key_is_no_answer(registry):
    stranger = PopulationClient(url=registry.url, key="salah")

    with pytest.raises(Unanswered, match="401"):
        stranger.look_up([9971035204790001])


def test_a_server_that_is_gone_is_no_answer(no_pause):
    with pytest.raises(Unanswered):
        PopulationClient(url="http://127.0.0.1:9", key="kunci", timeout_seconds=0.5).look_up([9971035204790001])


def test_a_server_that_is_busy_for_ever_is_asked_three_times_and_no_more(tmp_path, no_pause):
    file = tmp_path / "dukcapil.csv"
    file.write_text(HEAD)
    for busy in _served(file, Faults(unavailable_share=1)):
        with pytest.raises(Unanswered):
            busy.look_up([9971035204790001])


def test_a_slow_server_is_not_waited_for_beyond_the_limit(tmp_path, no_pause):
    file = tmp_path / "dukcapil.csv"
    file.write_text(HEAD)
    for slow in _served(file, Faults(delay_seconds=1)):
        with pytest.raises(Unanswered):
            PopulationClient(url=slow.url, key=slow.key, timeout_seconds=0.2).look_up([9971035204790001])


@pytest.mark.django_db
@pytest.mark.requirement("X-01")
def test_each_member_gets_a_dated_answer_and_nobody_is_changed(registry):
    sulastri = a_person("SULASTRI NINGSIH", nik=9971035204790001)
    dead = a_person("SULASTRI", nik=9971035204790002)
    unknown = a_person("PAIJO", nik=9971035204790003)

    told = match_people(person_ids=[sulastri.pk, dead.pk, unknown.pk], registry=registry, at=AT)

    assert told == {sulastri.pk: "padan", dead.pk: "meninggal", unknown.pk: "tidak_ditemukan"}
    with acting(an_operator(BAWANG)):
        assert Match.objects.get(person=dead).asked_at == AT
        dead.refresh_from_db()
        assert dead.died_on is None
    with acting(an_operator(NGRONGGO)):
        assert not Match.objects.exists()


@pytest.mark.django_db
def test_no_answer_is_kept_as_such_and_may_be_asked_again(registry, no_pause):
    sulastri = a_person("SULASTRI", nik=9971035204790001)
    gone = PopulationClient(url="http://127.0.0.1:9", key="kunci", timeout_seconds=0.2)

    assert match_people(person_ids=[sulastri.pk], registry=gone, at=AT) == {sulastri.pk: "gagal"}
    assert match_people(person_ids=[sulastri.pk], registry=registry, at=AT) == {sulastri.pk: "padan"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SULASTRI", "SULASTRI NINGSIH", True),
        ("MUHAMMAD RIZKI", "MOHAMAD RIZQI", True),
        ("SOEDJONO", "SUJONO", True),
        ("H. AHMAD FAUZI", "AHMAD FAUZI", True),
        ("NUR'AINI", "NURAINI", True),
        ("SULASTRI", "PAIJAN", False),
        ("SITI AMINAH", "SITI RAHAYU", False),
        ("", "PAIJAN", False),
    ],
)
def test_names_are_the_same_as_officers_would_say(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({}, Outcome.MATCHED),
        ({"full_name": "BAMBANG"}, Outcome.NAME),
        ({"birth_date": date(1980, 1, 1)}, Outcome.BIRTH_DATE),
        ({"sex": "L"}, Outcome.SEX),
        ({"region_code": NGRONGGO}, Outcome.MOVED),
        ({"is_alive": False}, Outcome.DEAD),
    ],
)
@pytest.mark.django_db
def test_the_most_serious_difference_is_named(change, outcome):
    person = a_person("SULASTRI", born=date(1979, 4, 12))
    known = {
        "nik": person.nik, "kk": None, "full_name": "SULASTRI", "sex": "P", "birth_date": date(1979, 4, 12),
        "is_alive": True, "died_on": None, "region_code": BAWANG,
    }  # fmt: skip

    assert compare(person, PopulationRecord(**{**known, **change})) is outcome
