"""A month and a letter, carried by programs alone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Proposal
from kesos.proposals.services import propose
from kesos.registry.models import Listing
from kesos.workflow import services as workflow
from tests.api.world import BAWANG, KEDIRI, Program, a_picture, a_program
from tests.documents.conftest import Dinas, dinas
from tests.proposals.world import a_known_family, an_open_month, on

__all__ = ["dinas"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """The clock, put forward."""
    return lambda *when, **more: monkeypatch.setattr("django.utils.timezone.now", lambda: on(*when, **more))


def told(answer, status: int = 200):
    assert answer.status_code == status, answer.content[:800]
    return answer.json()


def bring(program: Program, address: str, *papers: str, kind: str = "photo") -> None:
    for paper in papers:
        told(program.post(f"{address}/papers", {"paper": paper, "kind": kind}, files={"file": a_picture()}), 201)


def proposed(operator: Program, month: int, name: str) -> dict:
    """Drafted, with its papers, handed in and matched."""
    draft = told(operator.post("/proposals", {"family_id": a_known_family(name).pk, "period_id": month}), 201)
    address = f"/proposals/{draft['id']}"
    bring(operator, address, "foto_rumah_depan")
    bring(operator, address, "berkas_ktp_kk", kind="identity_scan")
    point = {"paper": "titik_koordinat", "value": "-7.8166,112.0114,8"}
    told(operator.post(f"{address}/papers", point, files={}), 201)
    handed_in = told(operator.post(f"{address}/act", {"action": "ajukan"}))
    assert handed_in["state"] == "DIAJUKAN"
    people = propose.members_of([draft["case_id"]])
    propose.take_match_results(outcomes={c: dict.fromkeys(ids, "padan") for c, ids in people.items()}, at=on(4, 11))
    return draft


def deliberated(operator: Program, lurah: Program, month: int, agreed: list[int], refused: list[int], at) -> None:
    call = {"period_id": month, "region_code": BAWANG, "held_on": "2026-11-09", "place": "Balai kelurahan"}
    held = told(lurah.post("/deliberations", call), 201)
    address = f"/deliberations/{held['id']}"
    assert sorted(held["waiting"]) == sorted(agreed + refused)
    bring(lurah, address, "undangan", "daftar_awal", kind="paper")
    assert told(lurah.post(f"{address}/act", {"action": "mulai"}), 409)["code"] == "before_its_day"
    at(9)
    told(lurah.post(f"{address}/act", {"action": "mulai"}))
    bring(operator, address, "daftar_hadir", "foto_kegiatan")
    said = [{"proposal_id": each, "reason_code": "US-01", "reason": "Punya mobil"} for each in refused]
    told(operator.post(f"{address}/decisions", {"agreed": agreed, "refused": said}))
    told(operator.post(f"{address}/act", {"action": "catat_hasil"}))
    bring(lurah, address, "tanda_tangan_musyawarah")
    at(10)
    told(lurah.post(f"{address}/act", {"action": "tandatangan"}))
    bring(operator, address, "berita_acara", "daftar_bnba", kind="paper")
    told(operator.post(f"{address}/act", {"action": "unggah"}))
    assert told(lurah.post(f"{address}/carry-out")) == {"agreed": len(agreed), "refused": len(refused)}


@pytest.mark.requirement("K-05")
def test_a_month_from_the_first_proposal_to_the_decree_by_programs(operator, at):
    lurah, supervisor = a_program("LURAH", BAWANG), a_program("SUPERVISOR", KEDIRI)
    head, centre = a_program("KADIS", KEDIRI), a_program("PUSDATIN", "")
    month = an_open_month().pk
    period = f"/periods/{month}"
    first, second = proposed(operator, month, "SULASTRI"), proposed(operator, month, "PAIJAN")

    deliberated(operator, lurah, month, [first["id"]], [second["id"]], at)
    with acting(SYSTEM):
        case = Proposal.objects.get(pk=first["id"]).period.case_id
        workflow.decide(case_id=case, action="tutup_entri", by=SYSTEM, at=on(12))
    at(14)
    told(supervisor.post(f"{period}/act", {"action": "mulai_verifikasi"}))
    at(15)
    many = told(supervisor.post("/proposals/act", {"ids": [first["id"], second["id"]], "action": "setujui"}))
    assert (many["moved"], [each["id"] for each in many["refused"]]) == ([first["id"]], [second["id"]])
    at(16)
    told(supervisor.post(f"{period}/act", {"action": "finalisasi_dinsos"}))
    at(17)
    assert told(head.post(f"{period}/endorse", files={"letter": a_picture("surat.png")})) == {"endorsed": 1}
    at(18)
    assert told(centre.post(f"{period}/act", {"action": "tarik"}))["state"] == "DITARIK_PUSAT"
    at(3, month=12)
    rows = f"\ufeffNomor;Hasil;Desil;Alasan\n{first['number']};DITETAPKAN;2;\n"
    answer = {"decree": "123/HUK/2026", "decreed_on": "2026-12-02"}
    office = a_program("OP_DINSOS", KEDIRI)
    done = office.post(f"{period}/results", answer, files={"file": SimpleUploadedFile("hasil.csv", rows.encode())})

    assert told(done) == {"listed": 1, "refused": 0}
    assert told(operator.get(f"/proposals/{first['id']}"))["state"] == "DITETAPKAN"
    assert told(supervisor.get(period))["counts"] == {"DITETAPKAN": 1, "DITOLAK_MUSKEL": 1}
    with acting(operator.actor):
        assert Listing.objects.get(decree="123/HUK/2026").from_on == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"nomor;hasil\n", "result_file_wrong", "tidak berisi baris"),
        (b"hasil\nDITETAPKAN\n", "result_file_wrong", "nomor"),
        (b"\xff\xfe\x00nomor", "result_file_wrong", "UTF-8"),
        (b"nomor,hasil\nU-1,MUNGKIN\n", "rows_wrong", "baris 2"),
    ],
)
def test_a_result_file_that_cannot_be_taken_says_why_and_leaves_nothing(content, code, word):
    centre, month = a_program("PUSDATIN", ""), an_open_month().pk
    answer = {"decree": "1/HUK/2026", "decreed_on": "2026-12-02"}

    refused = centre.post(f"/periods/{month}/results", answer, files={"file": SimpleUploadedFile("h.csv", content)})

    assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert word in refused.json()["detail"]


def test_the_head_of_a_month_is_not_passed_by_a_plain_step():
    head, month = a_program("KADIS", KEDIRI), an_open_month().pk

    assert head.post(f"/periods/{month}/act", {"action": "sahkan"}).status_code == 422


@pytest.mark.requirement("K-13")
def test_a_letter_from_the_counter_to_its_withdrawal_by_programs(operator, dinas: Dinas):
    head = a_program("KADIS", KEDIRI)
    family = a_known_family("YATEMI")
    with acting(SYSTEM):
        Listing.objects.create(
            family=family, register="dtsen", from_on=date(2026, 1, 2), decree="1/HUK/2026", source=family.source
        )
        person = family.memberships.get(relation=1).person_id

    asked = told(
        operator.post(
            "/letters/requests",
            {"person_id": person, "purpose": "Beasiswa anak"},
            files={"ktp": a_picture("ktp.png"), "kk": a_picture("kk.png")},
        ),
        201,
    )
    (desk,) = told(head.get("/letters/desks"))
    signing = {"office_id": desk["office_id"], "signer_id": desk["signers"][0]["id"]}
    letter = told(head.post(f"/letters/requests/{asked['id']}/issue", signing), 201)
    pdf = operator.get(f"/letters/{letter['id']}/pdf")
    told(head.post(f"/letters/{letter['id']}/withdraw", {"reason": "Data keluarga keliru"}))

    assert asked["state"] == "DIPERIKSA"
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    shown = told(operator.get(f"/letters/{letter['id']}"))
    assert (shown["state"], shown["withdrawn_reason"]) == ("withdrawn", "Data keluarga keliru")
    assert told(operator.get(f"/letters/requests/{asked['id']}"))["letter_id"] == letter["id"]


def test_a_program_sees_who_of_the_proposed_has_left_the_family(operator):
    family = a_known_family("SULASTRI")
    draft = told(operator.post("/proposals", {"family_id": family.pk, "period_id": an_open_month().pk}), 201)
    with acting(SYSTEM):
        family.memberships.filter(relation=4).update(left_on=date(2026, 11, 4))

    found = told(operator.get(f"/proposals/{draft['id']}"))["members"]

    assert [(each["relation"], each["in_family"]) for each in draft["members"]] == [(1, True), (4, True)]
    assert [(each["relation"], each["in_family"]) for each in found] == [(1, True), (None, False)]
