"""The office looks into a report: surveyor, field result, proven or not; what follows, and what its clock says."""

from datetime import timedelta

import pytest

from kesos.audit.models import AuditEvent
from kesos.audit.wording import wording
from kesos.database.acting import acting
from kesos.evidence.models import HousePhoto
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.notices.models import Notice
from kesos.portal.models import PlaceTerm, Report, Reporter
from kesos.portal.queries import reports, terms
from kesos.portal.services import handle_report
from kesos.portal.services.clocks import raise_reports
from kesos.portal.services.open_reporter import open_reporter
from kesos.programmes.models import Check
from kesos.programmes.services.check_proposals import ask_for
from kesos.programmes.services.checks import begin
from kesos.proposals.models import Proposal
from kesos.proposals.services.begin_draft import begin_drafts
from kesos.proposals.services.periods import open_period
from kesos.registry.models import Enrolment
from kesos.workflow import queries as workflow
from kesos.workflow.models import Paper
from kesos.workflow.services.due_steps import due_steps, take_due
from tests.portal.world import (
    AT,
    BAWANG,
    DAY,
    KEDIRI,
    NGRONGGO,
    a_citizen,
    a_recipient,
    a_sanggah,
    official,
    step,
    surveyed,
    tell_as,
    told_sanggah,
    told_usul,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinsos():
    return official("OP_DINSOS")


@pytest.fixture
def tksk():
    return official("TKSK", BAWANG[:6])


@pytest.fixture
def supervisor():
    return official("SUPERVISOR")


def fresh(report):
    with acting(SYSTEM):
        return Report.objects.get(pk=report.pk)


def notices_to(user_id):
    with acting(SYSTEM):
        return list(Notice.objects.filter(user_id=user_id).order_by("pk").values_list("subject", flat=True))


@pytest.mark.requirement("K-05")
def test_a_proven_sanggah_asks_for_a_check_and_takes_nothing_away(dinsos, tksk, supervisor):
    operator, enrolment = official("OP_DESA", BAWANG), a_recipient()
    report = surveyed(a_sanggah(enrolment=enrolment), dinsos, tksk)

    done = step(supervisor, report, "terbukti")

    assert (done.state, done.followed_at) == ("DITERIMA_BENAR", AT)
    assert "Periksa kelayakan penerima" in notices_to(operator.user_id)
    with acting(SYSTEM):
        assert Enrolment.objects.get(pk=enrolment.pk).state == "AKTIF"
        check = Check.objects.get(enrolment=enrolment)
        assert (check.state, done.begun) == ("BELUM_DIPERIKSA", [check.case_id])
        assert [each["sentence"] for each in check.found] == ["Ditemukan di lapangan: Rumah dua lantai, ada mobil."]
        assert AuditEvent.objects.filter(kind="portal.recipient_to_check", subject=f"report:{report.pk}").count() == 1


def test_a_proven_usul_asks_the_operator_to_propose_and_stays_on_the_list_until_done(dinsos, tksk, supervisor):
    operator = official("OP_DESA", BAWANG)
    report = surveyed(tell_as(a_citizen(), told_usul(9971030101109999)), dinsos, tksk)

    step(supervisor, report, "terbukti")
    with acting(operator):
        waiting = reports.page(operator, reports.Filters(only=reports.FOLLOW), at=AT)
        handle_report.follow_up(report_id=report.pk, by=operator, at=AT)
        handle_report.follow_up(report_id=report.pk, by=operator, at=AT + DAY)
        left = reports.page(operator, reports.Filters(only=reports.FOLLOW), at=AT)

    assert "Usulkan keluarga" in notices_to(operator.user_id)
    assert ([each.pk for each in waiting], left) == ([report.pk], [])
    assert fresh(report).followed_at == AT


@pytest.mark.requirement("X-07")
def test_what_is_handed_on_tells_what_an_official_saw_and_nothing_of_who_told_it(dinsos, tksk, supervisor):
    citizen, enrolment = a_citizen("PAIJAN"), a_recipient()
    told = told_sanggah(enrolment, reason="Saya tetangga kirinya, PAIJAN; mobilnya dua.")
    report = surveyed(tell_as(citizen, told), dinsos, tksk)

    step(supervisor, report, "terbukti")

    with acting(SYSTEM):
        check = Check.objects.select_related("case").get(enrolment=enrolment)
        handed = f"{check.found} {check.case.title} {check.case.opened_by_name} {list(Paper.objects.values('value'))}"
        notices = list(Notice.objects.exclude(user_id=citizen.user_id).values_list("body", flat=True))
    assert [word for word in ("PAIJAN", "tetangga") if word in f"{handed} {notices}"] == []


def test_a_check_that_is_open_already_is_marked_and_not_begun_again(dinsos, tksk, supervisor):
    enrolment = a_recipient()
    begin(enrolments=[enrolment.pk], month=AT.date().replace(day=1), by=SYSTEM, at=AT)
    first = surveyed(a_sanggah(a_citizen(), enrolment), dinsos, tksk)
    second = surveyed(a_sanggah(a_citizen("TUKIJO"), enrolment), dinsos, tksk)

    step(supervisor, first, "terbukti")
    ask_for(enrolment_id=enrolment.pk, sentence="Ditemukan di lapangan: Rumah dua lantai, ada mobil.",
            source=f"usul-sanggah nomor {first.pk}", at=AT)  # fmt: skip
    step(supervisor, second, "terbukti")

    with acting(SYSTEM):
        (check,) = Check.objects.filter(enrolment=enrolment)
    assert [each["source"] for each in check.found] == [f"usul-sanggah nomor {each.pk}" for each in (first, second)]


def test_who_was_found_fit_this_month_is_left_so_and_the_operator_keeps_the_task(dinsos, tksk, supervisor):
    operator, enrolment = official("OP_DESA", BAWANG), a_recipient()
    begin(enrolments=[enrolment.pk], month=AT.date().replace(day=1), by=SYSTEM, at=AT)
    with acting(SYSTEM):
        Check.objects.filter(enrolment=enrolment).update(state="LAYAK", checked_on=AT.date())
    report = surveyed(a_sanggah(enrolment=enrolment), dinsos, tksk)

    done = step(supervisor, report, "terbukti")

    assert (done.begun, done.followed_at) == ([], None)
    with acting(SYSTEM):
        assert Check.objects.get(enrolment=enrolment).state == "LAYAK"
        assert "bulan berikutnya" in Notice.objects.get(user_id=operator.user_id).body


def test_a_proven_usul_of_a_known_family_begins_drafts_that_the_operator_hands_in(dinsos, tksk, supervisor):
    operator = official("OP_DESA", BAWANG)
    open_period(region_code=KEDIRI, month=AT.date().replace(day=1), at=AT)
    family = a_family(a_person("YATEMI"), a_person("ANAK YATEMI"))
    report = surveyed(tell_as(a_citizen(), told_usul(family.kk, programme="SEMBAKO")), dinsos, tksk)

    done = step(supervisor, report, "terbukti")
    again = begin_drafts(family_id=family.pk, programme="SEMBAKO", at=AT + DAY)

    with acting(operator):
        drafts = list(Proposal.objects.filter(family=family).select_related("case").order_by("pk"))
        assert workflow.possible(drafts[0].case, operator, at=AT)
    assert [(each.programme_id, each.case.state, each.case.opened_by) for each in drafts] == [
        (None, "DRAFT", 0), ("SEMBAKO", "DRAFT", 0)
    ]  # fmt: skip
    assert (done.begun, done.followed_at) == ([each.case_id for each in drafts], AT)
    assert (again.drafts, len(again.why_not)) == ([], 2)


def test_a_proven_usul_while_entry_is_closed_stays_with_the_operator_and_says_why(dinsos, tksk, supervisor):
    operator, family = official("OP_DESA", BAWANG), a_family(a_person("YATEMI"))
    report = surveyed(tell_as(a_citizen(), told_usul(family.kk)), dinsos, tksk)

    done = step(supervisor, report, "terbukti")

    assert (done.begun, done.followed_at) == ([], None)
    with acting(SYSTEM):
        assert "Belum ada periode" in Notice.objects.get(user_id=operator.user_id).body


def test_the_field_photo_is_the_houses_own_where_the_family_is_known(dinsos, tksk):
    enrolment = a_recipient()
    report = surveyed(a_sanggah(enrolment=enrolment), dinsos, tksk)

    with acting(SYSTEM):
        (photo,) = HousePhoto.objects.filter(family=enrolment.family)
    assert (photo.file_id, photo.by_user_id) == (report.field_photo_key, tksk.user_id)


def test_an_unproven_report_ends_with_its_reason_and_asks_nothing(dinsos, tksk, supervisor):
    operator = official("OP_DESA", BAWANG)
    report = surveyed(a_sanggah(), dinsos, tksk)

    with pytest.raises(Refused):
        step(supervisor, report, "tidak_terbukti")
    done = step(supervisor, report, "tidak_terbukti", reason="Mobil milik kerabat yang menumpang")

    assert done.state == "DITOLAK"
    assert notices_to(operator.user_id) == []
    with acting(operator), pytest.raises(Refused):
        handle_report.follow_up(report_id=report.pk, by=operator, at=AT)


def test_steps_go_in_order_and_only_by_those_who_hold_them(dinsos, tksk, supervisor):
    report = a_sanggah()

    for by, action in ((supervisor, "catat"), (dinsos, "terbukti"), (dinsos, "tugaskan"), (dinsos, "lewat_waktu")):
        with pytest.raises(Refused):
            step(by, report, action, surveyor_id=tksk.user_id)
    assert fresh(report).state == "DIKIRIM"
    step(dinsos, report, "catat")
    with pytest.raises(Refused, match="petugas lapangan"):
        step(dinsos, report, "tugaskan", surveyor_id=supervisor.user_id)
    step(dinsos, report, "tugaskan", surveyor_id=tksk.user_id)
    with pytest.raises(Refused) as refused:
        step(supervisor, report, "terbukti")

    assert refused.value.code == "paper_missing"
    assert "Tugas lapangan: laporan masyarakat" in notices_to(tksk.user_id)


def test_the_field_result_is_the_named_surveyors_alone(dinsos, tksk):
    other, report = official("PSM_IPSM", BAWANG), a_sanggah()
    step(dinsos, report, "catat")
    step(dinsos, report, "tugaskan", surveyor_id=tksk.user_id)

    with acting(other), pytest.raises(NotAllowed):
        handle_report.note_field(report_id=report.pk, result="Rumah bertingkat", by=other, at=AT)
    with acting(tksk), pytest.raises(Refused):
        handle_report.note_field(report_id=report.pk, result="ya", by=tksk, at=AT)

    assert fresh(report).field_at is None


def test_who_took_it_at_the_counter_does_not_judge_it(dinsos, tksk, supervisor):
    report = surveyed(a_sanggah(), dinsos, tksk)
    with acting(SYSTEM):
        Reporter.objects.filter(pk=report.pk).update(taken_by=supervisor.user_id)

    with pytest.raises(Refused) as refused:
        step(supervisor, report, "terbukti")

    assert refused.value.code == "same_person"


@pytest.mark.requirement("X-07")
def test_a_named_official_opens_the_teller_with_a_reason_and_it_is_written_down(supervisor):
    report = a_sanggah(a_citizen("PAIJAN"))

    with acting(supervisor):
        with pytest.raises(Refused, match="alasan"):
            open_reporter(report_id=report.pk, reason="", by=supervisor, at=AT)
        opened = open_reporter(report_id=report.pk, reason="Diminta inspektorat", by=supervisor, at=AT)
        afterwards = list(Reporter.objects.all())

    assert (opened.name, opened.region_code) == ("PAIJAN", BAWANG)
    assert afterwards == []
    with acting(SYSTEM):
        (event,) = AuditEvent.objects.filter(kind="portal.reporter_opened")
    assert (event.subject, event.actor_id) == (f"report:{report.pk}", supervisor.user_id)
    assert "PAIJAN" not in wording(event)


@pytest.mark.parametrize("role", ["OP_DINSOS", "KABID"])
def test_nobody_else_opens_the_teller(role):
    reader, report = official(role), a_sanggah()

    with acting(reader), pytest.raises(NotAllowed):
        open_reporter(report_id=report.pk, reason="Ingin tahu saja", by=reader, at=AT)

    with acting(SYSTEM):
        assert not AuditEvent.objects.filter(kind="portal.reporter_opened").exists()


def test_the_teller_of_another_city_does_not_exist():
    supervisor, report = official("SUPERVISOR", "3506"), a_sanggah()

    with acting(supervisor), pytest.raises(NotFound):
        open_reporter(report_id=report.pk, reason="Diminta inspektorat", by=supervisor, at=AT)


@pytest.mark.requirement("K-05")
def test_on_the_tenth_day_the_supervisor_hears_of_it_once(supervisor):
    report = a_sanggah()

    early, raised = raise_reports(at=AT + 8 * DAY), raise_reports(at=AT + 11 * DAY)
    again = raise_reports(at=AT + 11 * DAY + timedelta(hours=1))

    assert (early, raised, again) == (0, 1, 0)
    assert notices_to(supervisor.user_id) == ["Laporan masyarakat memasuki hari ke-10"]
    with acting(supervisor):
        found = reports.page(supervisor, reports.Filters(only=reports.RAISED), at=AT + 11 * DAY)
    assert [each.pk for each in found] == [report.pk]


def run_clock(at):
    for due in due_steps(at=at):
        take_due(due, at=at)


@pytest.mark.requirement("K-05")
def test_after_the_fourteenth_day_it_stays_open_as_late_and_counts_as_such(supervisor):
    report, other = a_sanggah(), a_sanggah(a_citizen("TUKIJO"), a_recipient("SUMIATI"))
    late = AT + 16 * DAY

    run_clock(late)

    assert fresh(report).state == "DIKIRIM"
    with acting(supervisor):
        found = reports.page(supervisor, reports.Filters(only=reports.LATE), at=late)
        rate = reports.late_rate(supervisor, since=AT - DAY, at=late)
        before = reports.late_rate(supervisor, since=AT - DAY, at=AT + DAY)
    assert {each.pk for each in found} == {report.pk, other.pk}
    assert (rate.counted, rate.late, rate.percent) == (2, 2, 100)
    assert (before.counted, before.percent) == (0, 0)


@pytest.mark.requirement("K-05")
def test_it_lapses_where_the_city_has_set_it_so_and_not_next_door(dinsos):
    with acting(SYSTEM):
        PlaceTerm.objects.create(
            region_code=KEDIRI, key=terms.EXPIRES, value=1, valid_from=AT.date(), basis="Keputusan wali kota"
        )
    here = a_sanggah()
    there = a_sanggah(a_citizen("TUKIJO", region="3506012001"), a_recipient("SUMIATI", region="3506012001"))

    run_clock(AT + 13 * DAY)
    early = fresh(here).state
    run_clock(AT + 16 * DAY)

    assert (early, fresh(here).state, fresh(there).state) == ("DIKIRIM", "KEDALUWARSA", "DIKIRIM")
    assert fresh(here).ended_at is not None
    with acting(SYSTEM):
        assert Reporter.objects.get(pk=here.pk).ended_at is not None
    with pytest.raises(Refused):
        step(dinsos, here, "catat", at=AT + 16 * DAY)


def test_who_told_it_hears_of_each_new_state_and_may_tell_again_after_the_end(dinsos, tksk, supervisor):
    citizen, enrolment = a_citizen(), a_recipient()
    report = surveyed(a_sanggah(citizen, enrolment), dinsos, tksk)
    step(supervisor, report, "tidak_terbukti", reason="Tidak ditemukan mobil")

    again = a_sanggah(citizen, enrolment, at=AT + DAY)

    assert again.pk != report.pk
    assert notices_to(citizen.user_id).count("Kabar laporan Anda") >= 4


def test_filters_narrow_and_nonsense_narrows_nothing(supervisor):
    sanggah = a_sanggah()
    usul = tell_as(a_citizen("TUKIJO"), told_usul(9971030101109999))

    with acting(supervisor):

        def found(**more):
            return [each.pk for each in reports.page(supervisor, reports.Filters(**more), at=AT)]

        assert found() == [usul.pk, sanggah.pk]
        assert found(kind="usul") == [usul.pk]
        assert found(name="lastri") == [sanggah.pk]
        assert found(place=NGRONGGO) == []
        assert found(state="DIKIRIM", place=BAWANG) == [usul.pk, sanggah.pk]
        assert [each.pk for each in reports.page(supervisor, reports.Filters(), at=AT, after=usul.pk)] == [sanggah.pk]
