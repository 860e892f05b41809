"""The office's duties: terms by place, incidents with a clock, retention that keeps counts, the register."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.portal.models import Forgotten, Incident, PlaceTerm, Report, Reporter, RetentionRun, RightRequest
from kesos.portal.queries import incidents, terms
from kesos.portal.queries.processing import meanings, register
from kesos.portal.services import incidents as acts
from kesos.portal.services import retention
from kesos.portal.services.terms import set_term
from kesos.proposals.models import Proposal
from kesos.workflow.models import Case
from tests.access.world import an_official
from tests.portal.world import AT, DAY, KAB_KEDIRI, KEDIRI, a_citizen, a_sanggah, official
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db
KEEPER = Actor(
    5, "Penjaga", grants=frozenset({("setting.manage", ""), ("retention.manage", ""), ("incident.manage", KEDIRI)})
)
OF_CITY = Actor(6, "Admin kota", grants=frozenset({("setting.manage", KEDIRI), ("retention.manage", KEDIRI)}))
TOLD = acts.Entered(
    title="Daftar terkirim ke alamat salah", found_at=AT, data="Nama dan desil 40 keluarga", people=40,
    cause="Salah alamat surel", measures="Penerima diminta menghapus", contact="Kepala dinas, 0354-1",
)  # fmt: skip


def a_term(by, **more):
    told = {"region_code": KEDIRI, "key": terms.CORRECT_DAYS, "value": 5, "valid_from": AT.date() + DAY,
            "basis": "Perwal 1/2026", "is_verified": True, **more}  # fmt: skip
    return set_term(by=by, at=AT, **told)


def test_the_nearest_place_wins_from_its_day_on():
    a_term(OF_CITY)

    assert terms.value(terms.CORRECT_DAYS, "3571031009", on=AT.date()) == 3
    assert terms.value(terms.CORRECT_DAYS, "3571031009", on=AT.date() + 2 * DAY) == 5
    assert terms.value(terms.CORRECT_DAYS, "3506012001", on=AT.date() + 2 * DAY) == 3


@pytest.mark.parametrize(
    "more",
    [{"key": "tidak.ada"}, {"value": 99}, {"basis": " "}, {"valid_from": date(2026, 1, 1)}],
)
def test_a_term_that_makes_no_sense_is_refused(more):
    with pytest.raises(Refused):
        a_term(OF_CITY, **more)

    assert not PlaceTerm.objects.filter(region_code=KEDIRI).exists()


def test_a_city_sets_no_term_of_the_country_nor_of_the_next_city():
    for place in ("", KAB_KEDIRI):
        with pytest.raises(NotAllowed):
            a_term(OF_CITY, region_code=place)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: PlaceTerm.objects.create(key="x", value=1, valid_from=AT.date(), basis=""),
        lambda: PlaceTerm.objects.create(key="x", value=1, valid_from=AT.date(), basis="b", region_code="35710"),
        lambda: PlaceTerm.objects.create(key=terms.EXPIRES, value=1, valid_from=AT.date(), basis="dua sekaligus"),
        lambda: Incident.objects.create(
            title="x", found_at=AT, due_at=AT, data="d", people=1, cause="c", measures="", contact="k", entered_by=1
        ),
        lambda: Incident.objects.create(
            title="x", found_at=AT, due_at=AT + DAY, data="d", people=1, cause="c", measures="", contact="k",
            entered_by=1, closed_at=AT, lesson="belum diberitahukan",
        ),
        lambda: RetentionRun.objects.create(
            retention_class="x", before=AT.date(), found=1, forgotten=1, is_preview=True, by_id=1, at=AT
        ),
        lambda: Forgotten.objects.create(retention_class="x", region_code="3571031009", month=date(2026, 1, 2), n=1),
    ],
)  # fmt: skip
def test_the_database_keeps_what_must_be_true(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "DITOLAK"}, {"ended_at": AT}, {"latitude": None}, {"no_point_reason": "x"}, {"enrolment": None},
        {"reason": "pendek"}, {"field_result": "tanpa petugas"}, {"followed_at": AT, "followed_by": 1},
    ],
)  # fmt: skip
def test_the_database_keeps_a_report_whole(change):
    report = a_sanggah()

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)


@pytest.mark.parametrize("change", [{"lives_in": "3571031001"}, {"person": None}, {"forgotten_at": AT}])
def test_the_database_keeps_a_teller_whole_and_of_the_same_kelurahan(change):
    report = a_sanggah()

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Reporter.objects.filter(pk=report.pk).update(**change)


def test_the_database_keeps_a_demand_whole():
    from tests.portal.test_rights import CORRECTION, asked
    from tests.portal.world import person_of

    citizen = a_citizen()
    found = asked(citizen, person_of(citizen), CORRECTION)

    for change in ({"kind": "keberatan"}, {"kind": "lain"}, {"against": "lain"}, {"wish": "x"}):
        with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
            RightRequest.objects.filter(pk=found.pk).update(**change)


def entered(by=KEEPER, **more):
    from dataclasses import replace

    return acts.enter(told=replace(TOLD, **more), region_code=KEDIRI, by=by, at=AT + timedelta(hours=1))


def test_the_clock_of_an_incident_runs_from_its_finding():
    found = entered()

    assert found.due_at == AT + timedelta(hours=72)
    with pytest.raises(Refused, match="Catat dahulu"):
        acts.close(incident_id=found.pk, lesson="Surel diperiksa dua orang", by=KEEPER, at=AT + DAY)
    for whom in (acts.PEOPLE, acts.AUTHORITY):
        acts.note_told(incident_id=found.pk, whom=whom, how="Surat 12", told_at=AT + DAY, by=KEEPER, at=AT + DAY)
        acts.note_told(incident_id=found.pk, whom=whom, how="lagi", told_at=AT + DAY, by=KEEPER, at=AT + DAY)
    done = acts.close(incident_id=found.pk, lesson="Surel diperiksa dua orang", by=KEEPER, at=AT + 2 * DAY)
    assert (done.closed_at, done.people_told_how) == (AT + 2 * DAY, "Surat 12")


@pytest.mark.parametrize(
    "more",
    [
        {"found_at": AT + 2 * DAY},
        {"happened_at": AT + timedelta(minutes=1)},
        {"title": " "},
        {"contact": ""},
        {"found_at": AT.replace(year=1)},
        {"happened_at": AT.replace(year=1)},
    ],
)
def test_an_incident_that_makes_no_sense_is_refused(more):
    with pytest.raises(Refused):
        entered(**more)

    assert not Incident.objects.exists()


@pytest.mark.requirement("X-02")
def test_an_incident_of_another_city_does_not_exist():
    found, next_city = entered(), Actor(8, "Sebelah", grants=frozenset({("incident.manage", KAB_KEDIRI)}))

    assert incidents.page(next_city) == []
    with pytest.raises(NotFound):
        incidents.by_id(next_city, found.pk)
    with pytest.raises(NotAllowed):
        acts.enter(told=TOLD, region_code=KEDIRI, by=next_city, at=AT + DAY)


def an_old_report():
    from tests.portal.test_handle_reports import surveyed as through
    from tests.portal.world import step

    report = through(a_sanggah(), official("OP_DINSOS"), official("TKSK", "357103"))
    return step(official("SUPERVISOR"), report, "tidak_terbukti", reason="Tidak ditemukan mobil")


def later(months):
    return datetime(2026 + (10 + months) // 12, (10 + months) % 12 + 1, 10, 3, tzinfo=UTC)


def test_a_preview_changes_nothing_and_forgetting_keeps_the_count():
    report, at = an_old_report(), later(24)

    early = retention.look(name="tellers", by=KEEPER, at=later(23))
    seen = retention.look(name="tellers", by=KEEPER, at=at)
    with acting(SYSTEM):
        still = Reporter.objects.get(pk=report.pk).person_id
    done = retention.forget(name="tellers", preview_id=seen.pk, by=KEEPER, at=at)
    again = retention.forget(name="tellers", preview_id=seen.pk, by=KEEPER, at=at)

    assert (early.found, seen.found, done.forgotten, again.forgotten) == (0, 1, 1, 0)
    assert still is not None
    with acting(SYSTEM):
        teller = Reporter.objects.get(pk=report.pk)
        assert (teller.person_id, teller.user_id, teller.lives_in, teller.mark) == (None, None, "", "")
        assert Report.objects.get(pk=report.pk).state == "DITOLAK"
        assert AuditEvent.objects.filter(kind="portal.retention_done").count() == 2
    assert Forgotten.objects.get().n == 1


def test_nothing_is_forgotten_without_a_preview_of_the_day_nor_by_a_city():
    an_old_report()
    old = retention.look(name="tellers", by=KEEPER, at=later(24))

    with pytest.raises(Refused, match="pratinjau"):
        retention.forget(name="tellers", preview_id=old.pk, by=KEEPER, at=later(25))
    with pytest.raises(NotAllowed):
        retention.look(name="tellers", by=OF_CITY, at=later(25))
    with pytest.raises(NotFound):
        retention.look(name="semua", by=KEEPER, at=later(25))


def test_each_night_looks_and_forgets_only_where_set_so():
    an_old_report()

    looked = retention.nightly(at=later(24))
    PlaceTerm.objects.filter(key=terms.FORGETS).update(value=1)
    done = retention.nightly(at=later(24) + DAY)

    assert {run.is_preview for run in looked} == {True}
    assert [run.forgotten for run in done if not run.is_preview] == [1]


def ended(case, state):
    """Whatever the way there."""
    case.refresh_from_db()
    seq = case.last_seq + 1
    case.decisions.create(
        seq=seq, stay=seq - 1, from_state=case.state, action="uji", to_state=state, moved=True, actor_id=9, at=AT,
        batch="00000000-0000-0000-0000-000000000000",
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(state=state, stay=seq, last_seq=seq, closed_at=AT)


def test_a_rejected_proposal_goes_and_its_count_stays():
    from tests.proposals.world import a_draft, a_known_family, an_open_month

    draft = a_draft(an_open_month(), a_known_family())
    with acting(SYSTEM):
        ended(draft.case, "DITOLAK_DINSOS")
    at = later(24)

    seen = retention.look(name="proposals", by=KEEPER, at=at)
    done = retention.forget(name="proposals", preview_id=seen.pk, by=KEEPER, at=at)

    assert (seen.found, done.forgotten) == (1, 1)
    with acting(SYSTEM):
        assert not Proposal.objects.filter(pk=draft.pk).exists()
        case = Case.objects.get(pk=draft.case_id)
        assert (case.title, case.family_id) == ("Dianonimkan menurut retensi", None)
    assert (Forgotten.objects.get().detail, Forgotten.objects.get().n) == ("DITOLAK_DINSOS", 1)


def test_scans_of_a_decided_request_are_thrown_away():
    from tests.documents.counter import a_request

    asked = a_request()
    with acting(SYSTEM):
        key = asked.case.papers.get(code="ktp").file_key
        StoredFile.objects.create(
            key=key, kind="identity_scan", name="ktp.png", media_type="image/png", size=1, sha256="0" * 64,
            region_code="3571031009", stored_by=1, stored_at=AT, retention_class="identity_scan",
        )  # fmt: skip
        ended(asked.case, "DITOLAK")
    at = later(12)

    seen = retention.look(name="scans", by=KEEPER, at=at)
    done = retention.forget(name="scans", preview_id=seen.pk, by=KEEPER, at=at)

    assert (seen.found, done.forgotten) == (1, 1)
    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=key).name == ""


def test_the_register_of_processing_holds_every_table_and_no_value():
    lines = list(register())

    assert ("registry_person", "nik", "Pribadi") in {(one.table, one.field, one.classed) for one in lines}
    assert ("portal_reporter", "person", "Spesifik") in {(one.table, one.field, one.classed) for one in lines}


def test_every_table_of_the_register_says_in_indonesian_what_it_holds_and_no_other_does():
    tables = {one.table for one in register()}

    assert set(meanings()) == tables


@pytest.fixture
def admin(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + DAY)
    return signed_in(an_official("admin.kota", "ADMIN", KEDIRI))


def test_an_administrator_enters_an_incident_and_prints_its_letters(admin):
    told = {"title": "Laptop hilang", "found_at": "9-11-2026 14.30", "exposed": "Nama 40 warga", "people": "40",
            "cause": "Dicuri dari mobil", "contact": "Kepala dinas"}  # fmt: skip

    wrong = admin.post(reverse("portal:new_incident"), told | {"found_at": "kemarin"})
    sent = admin.post(reverse("portal:new_incident"), told, follow=True)
    address = sent.redirect_chain[-1][0]
    letters = [admin.get(f"{address}surat/{whom}/") for whom in ("people", "authority")]
    told_people = admin.post(f"{address}diberitahukan/", {"kepada": "people", "cara": "Surat 12"}, follow=True)
    closed = admin.post(f"{address}tutup/", {"pelajaran": "Cakram disandikan"})
    listed = admin.get(reverse("portal:incidents")).content.decode()

    assert wrong.status_code == 422
    assert all(each.content.startswith(b"%PDF") for each in letters)
    assert "Surat 12" in told_people.content.decode()
    assert closed.status_code == 409
    assert "sisa" in listed
    assert admin.get(f"{address}surat/lain/").status_code == 404


def test_an_administrator_sets_a_term_and_takes_the_register(admin):
    told = {"key": terms.EXPIRES, "value": "1", "valid_from_tanggal": "1", "valid_from_bulan": "12",
            "valid_from_tahun": "2026", "basis": "Perwal 1/2026"}  # fmt: skip

    page = admin.get(reverse("portal:terms")).content.decode()
    sent = admin.post(reverse("portal:terms"), told, follow=True)
    wrong = admin.post(reverse("portal:terms"), told | {"value": "7"})
    sheet = admin.get(reverse("portal:processing_file"), {"bentuk": "xlsx"})
    text = admin.get(reverse("portal:processing_file"), {"bentuk": "csv"})

    assert "Perlu diverifikasi" in page
    assert "Ketentuan disimpan" in sent.content.decode()
    assert wrong.status_code == 422
    assert sheet.content.startswith(b"PK")
    assert "registry_person" in text.content.decode()
    assert admin.get(reverse("portal:processing")).status_code == 200
    assert admin.get(reverse("portal:processing_file"), {"bentuk": "exe"}).status_code == 404
    assert admin.get(reverse("portal:retention")).status_code == 200
    assert admin.post(reverse("portal:retention"), {"kelas": "tellers"}).status_code == 403
