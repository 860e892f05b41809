"""A step on the page of a move or an event: taken, refused with its sentence, or not there to take."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages

from kesos.journeys.models import Move
from kesos.journeys.services import report_move
from kesos.journeys.services.report_move import Asked
from tests.journeys.world import (
    AT,
    BAWANG,
    KEDIRI,
    MOJOROTO,
    OPERATOR,
    a_death,
    arrive,
    event,
    move_state,
    state,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db


def a_reported_move() -> Move:
    asked = Asked(family_id=a_family(a_person()).pk, to_region_code=MOJOROTO, moved_on=date(2026, 11, 1))
    return report_move.report_move(asked=asked, paper="surat_pindah", file_key=str(uuid4()), by=OPERATOR, at=AT)


def said(answer) -> list[str]:
    return [str(each) for each in get_messages(answer.wsgi_request)]


def test_a_step_of_a_move_leads_back_to_its_page(signed_in_as):
    move = a_reported_move()
    operator = signed_in_as("dwi", "OP_DESA", BAWANG)

    answer = operator.post(f"/pindah/{move.number}/langkah/", {"langkah": "batal"})

    assert (answer.status_code, answer.url, said(answer)) == (302, f"/pindah/{move.number}/", ["Langkah disimpan."])
    assert move_state(move) == "DIBATALKAN"


def test_a_refused_step_of_a_move_stays_on_the_page_with_its_sentence(signed_in_as):
    move = a_reported_move()
    operator = signed_in_as("dwi", "OP_DESA", BAWANG)

    answer = operator.post(f"/pindah/{move.number}/langkah/", {"langkah": "terima"})

    assert (answer.status_code, answer.templates[0].name) == (409, "journeys/move.html")
    assert answer.context["refusal"] in answer.content.decode()
    assert answer.context["papers"][0][0] == "surat pindah"
    assert move_state(move) == "DIPERIKSA_ASAL"


def test_a_step_of_an_event_leads_back_to_its_page_and_without_a_reason_stays_there(signed_in_as):
    told = a_death(a_person(), nik=9971035204790123)
    arrive(told)
    path = f"/peristiwa/{event(told).pk}/"
    office = signed_in_as("rofiq", "OP_DINSOS", KEDIRI)

    bare = office.post(f"{path}langkah/", {"langkah": "kesampingkan"})
    stayed = state(told)
    done = office.post(f"{path}langkah/", {"langkah": "kesampingkan", "alasan": "Bukan warga kota ini"})

    assert (bare.status_code, bare.templates[0].name, "lasan" in bare.context["refusal"]) == (
        409, "journeys/event.html", True,
    )  # fmt: skip
    assert (done.status_code, done.url, said(done)) == (302, path, ["Langkah disimpan."])
    assert (stayed[0], state(told)[0]) == ("TIDAK_COCOK", "DIKOREKSI")


def test_an_event_that_was_applied_by_itself_has_no_step_to_take(signed_in_as):
    told = a_death(a_person())
    arrive(told)
    office = signed_in_as("rofiq", "OP_DINSOS", KEDIRI)

    answer = office.post(f"/peristiwa/{event(told).pk}/langkah/", {"langkah": "kesampingkan", "alasan": "x"})

    assert answer.status_code == 404
    assert "tidak ada langkah untuk petugas" in answer.content.decode()
    assert state(told)[0] == "DITERAPKAN"
