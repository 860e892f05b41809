"""One month from the first proposal to the decree, and everything that may not happen on the way."""

from datetime import date

import pytest

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.proposals.models import Period, Proposal, ProposalMember
from kesos.proposals.services import deliberate, determine, periods, propose
from kesos.proposals.services.determine import ResultRow
from kesos.registry.models import Decile, Listing
from kesos.workflow import services as workflow
from kesos.workflow.models import Case, Paper
from tests.proposals.world import (
    BAWANG,
    CENTRE,
    HEAD,
    KEDIRI,
    LURAH,
    NEXT_LURAH,
    NEXT_OPERATOR,
    NGRONGGO,
    NOVEMBER,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    an_open_month,
    complete,
    decide,
    matched,
    minutes,
    on,
    sign_and_upload,
    state,
    submitted,
)

pytestmark = pytest.mark.django_db


def period_acts(period: Period, *steps: tuple[str, object, object]) -> None:
    for action, by, at in steps:
        with acting(by):
            workflow.decide(case_id=period.case_id, action=action, by=by, at=at)


def through_the_deliberation(period: Period) -> tuple[Proposal, Proposal]:
    """Two families of Bawang: one agreed, one refused."""
    first, second = submitted(a_draft(period)), submitted(a_draft(period, a_known_family("PAIJAN")))
    matched(first, second)
    held = minutes(period)
    deliberate.note_decisions(
        deliberation=held,
        agreed=[first.pk],
        refused={second.pk: ("US-01", "Rumah bagus, punya mobil")},
        by=OPERATOR,
        at=on(9, 11),
    )
    sign_and_upload(held)
    deliberate.carry_out(deliberation=held, by=LURAH, at=on(11))
    return first, second


@pytest.mark.requirement("K-05")
@pytest.mark.requirement("K-10")
def test_a_month_from_the_first_proposal_to_the_decree():
    period = an_open_month()
    first, second = through_the_deliberation(period)
    assert (state(first), state(second)) == ("DIVERIFIKASI", "DITOLAK_MUSKEL")

    period_acts(period, ("tutup_entri", SYSTEM, on(12)), ("mulai_verifikasi", SUPERVISOR, on(14)))
    decide(first, "setujui", SUPERVISOR, on(15))
    period_acts(period, ("finalisasi_dinsos", SUPERVISOR, on(16)))
    assert periods.endorse(period=period, letter_key="surat-1", by=HEAD, at=on(17)) == 1
    assert (state(first), periods.state_of(period.pk)) == ("DIKIRIM", "FINAL")

    period_acts(period, ("tarik", CENTRE, on(18)))
    done = determine.import_results(
        period=period, decree="123/HUK/2026", decreed_on=date(2026, 12, 2), file_key="hasil", by=CENTRE,
        at=on(3, month=12),
        results=[ResultRow(line=2, number=first.number, result="DITETAPKAN", decile="2")],
    )  # fmt: skip

    assert done == (1, 0)
    assert (state(first), periods.state_of(period.pk)) == ("DITETAPKAN", "DITETAPKAN")
    with acting(OPERATOR):
        listing = Listing.objects.get(family=first.family)
        assert (listing.register, listing.decree, listing.from_on) == ("dtsen", "123/HUK/2026", date(2026, 12, 2))
        assert Decile.objects.get(family=first.family).decile == 2


def test_the_minutes_are_tied_to_the_rows_they_decide():
    first, _ = through_the_deliberation(an_open_month())

    with acting(OPERATOR):
        assert Paper.objects.get(case_id=first.case_id, code="berita_acara").file_key == "berkas-berita_acara"


def test_a_statement_of_the_lurah_agrees_to_every_waiting_row():
    period = an_open_month()
    proposal = submitted(a_draft(period))
    matched(proposal)
    held = deliberate.schedule(
        period=period, region_code=BAWANG, held_on=date(2026, 11, 9), place="Balai", by=LURAH, at=on(5)
    )
    with acting(LURAH):
        workflow.attach_paper(case_id=held.case_id, paper="sptjm", file_key="sptjm-1", by=LURAH, at=on(10))
        workflow.decide(case_id=held.case_id, action="sptjm", by=LURAH, at=on(10))

    assert deliberate.carry_out(deliberation=held, by=LURAH, at=on(10)) == (1, 0)
    assert state(proposal) == "DIVERIFIKASI"


def test_nothing_is_carried_out_without_minutes():
    period = an_open_month()
    proposal = submitted(a_draft(period))
    matched(proposal)
    held = minutes(period)

    with pytest.raises(deliberate.MinutesMissing, match="belum diunggah"):
        deliberate.carry_out(deliberation=held, by=LURAH, at=on(10))


def test_the_minutes_must_say_something_of_every_waiting_family():
    period = an_open_month()
    first, second = submitted(a_draft(period)), submitted(a_draft(period, a_known_family("PAIJAN")))
    matched(first, second)
    held = minutes(period)

    with pytest.raises(Refused, match="1 usulan tanpa keputusan"):
        deliberate.note_decisions(deliberation=held, agreed=[first.pk], refused={}, by=OPERATOR, at=on(9))


def test_a_kelurahan_without_minutes_blocks_only_itself():
    period = an_open_month()
    bawang, _ = through_the_deliberation(period)
    behind = submitted(a_draft(period, a_known_family("KASIATUN", region=NGRONGGO), by=NEXT_OPERATOR), by=NEXT_OPERATOR)
    matched(behind)

    period_acts(period, ("tutup_entri", SYSTEM, on(12)), ("mulai_verifikasi", SUPERVISOR, on(14)))

    assert periods.state_of(period.pk) == "VERIFIKASI"
    with acting(SYSTEM):
        moved = Proposal.objects.select_related("period", "case").get(pk=behind.pk)
        assert (moved.period.month, moved.case.state, moved.case.period) == (
            date(2026, 12, 1),
            "MUSYAWARAH",
            date(2026, 12, 1),
        )
        assert Proposal.objects.get(pk=bawang.pk).period_id == period.pk
        assert set(ProposalMember.objects.filter(proposal=behind).values_list("period_id", flat=True)) == {
            moved.period_id
        }


def test_after_the_last_day_of_entry_nothing_is_handed_in():
    period = an_open_month()
    draft = complete(a_draft(period))
    period_acts(period, ("tutup_entri", SYSTEM, on(12)))

    with pytest.raises(Refused, match="periode November 2026 sudah ditutup"):
        propose.submit(proposal=draft, by=OPERATOR, at=on(12, 10))
    with pytest.raises(propose.PeriodClosed):
        propose.propose(family_id=a_known_family("YATEMI").pk, period=period, by=OPERATOR, at=on(12))


def test_entry_is_not_closed_before_its_day():
    period = an_open_month()

    with pytest.raises(Refused):
        period_acts(period, ("tutup_entri", SYSTEM, on(5)))


@pytest.mark.parametrize("paper", ["foto_rumah_depan", "titik_koordinat", "berkas_ktp_kk"])
def test_a_proposal_without_its_papers_is_not_handed_in(paper):
    period = an_open_month()
    draft = a_draft(period)
    with acting(OPERATOR):
        for other in {"foto_rumah_depan", "titik_koordinat", "berkas_ktp_kk"} - {paper}:
            propose.attach(proposal=draft, paper=other, file_key="x", by=OPERATOR, at=on(3))

    with pytest.raises(Refused) as refused:
        propose.submit(proposal=draft, by=OPERATOR, at=on(4))

    assert refused.value.code == "paper_missing"


def test_one_person_is_proposed_once_a_month_and_only_the_village_is_named():
    period = an_open_month()
    family = a_known_family("SULASTRI")
    a_draft(period, family)
    with acting(SYSTEM):
        person = ProposalMember.objects.first().person_id
        from kesos.registry.models import Membership, Person

        Person.objects.filter(pk=person).update(region_id=NGRONGGO)
        Membership.objects.filter(person=person).update(left_on=date(2026, 11, 2))
        other = a_known_family("BAMBANG", region=NGRONGGO)
        Membership.objects.create(
            person_id=person, family=other, relation=11, joined_on=date(2026, 11, 2), source=other.source
        )

    with pytest.raises(propose.AlreadyProposed) as refused:
        propose.propose(family_id=other.pk, period=period, by=NEXT_OPERATOR, at=on(4))

    assert "Bawang" in refused.value.sentence
    assert "SULASTRI" not in refused.value.sentence


def test_a_family_is_proposed_once_a_month():
    period = an_open_month()
    family = a_known_family()
    a_draft(period, family)

    with pytest.raises(propose.AlreadyProposed):
        a_draft(period, family)


def test_a_family_of_the_next_kelurahan_is_not_there():
    period = an_open_month()
    family = a_known_family(region=NGRONGGO)

    with pytest.raises(NotFound, match="Keluarga tidak ditemukan"):
        propose.propose(family_id=family.pk, period=period, by=OPERATOR, at=on(3))


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_no_proposal_even_without_a_filter():
    a_draft(an_open_month())

    with acting(OPERATOR):
        assert Proposal.objects.count() == 1
    with acting(NEXT_OPERATOR):
        assert Proposal.objects.count() == ProposalMember.objects.count() == 0
        assert not Case.objects.filter(flow="usulan_dtks").exists()


def test_who_proposed_may_not_verify_and_who_verified_may_not_endorse():
    period = an_open_month()
    first, _ = through_the_deliberation(period)
    both = type(SUPERVISOR)(user_id=OPERATOR.user_id, name="dua peran", grants=SUPERVISOR.grants)

    with pytest.raises(Refused) as refused:
        decide(first, "setujui", both, on(15))

    assert refused.value.code == "same_person"


def test_a_month_is_not_finalised_while_a_proposal_waits():
    period = an_open_month()
    through_the_deliberation(period)
    period_acts(period, ("tutup_entri", SYSTEM, on(12)), ("mulai_verifikasi", SUPERVISOR, on(14)))

    with pytest.raises(Refused, match="1 usulan yang belum diperiksa"):
        period_acts(period, ("finalisasi_dinsos", SUPERVISOR, on(16)))


def test_the_head_can_send_the_month_back_with_a_reason():
    period = an_open_month()
    first, _ = through_the_deliberation(period)
    period_acts(period, ("tutup_entri", SYSTEM, on(12)), ("mulai_verifikasi", SUPERVISOR, on(14)))
    decide(first, "setujui", SUPERVISOR, on(15))
    period_acts(period, ("finalisasi_dinsos", SUPERVISOR, on(16)))

    assert periods.send_back(period=period, reason="Lampiran belum lengkap", by=HEAD, at=on(16, 15)) == 1

    assert (state(first), periods.state_of(period.pk)) == ("DIVERIFIKASI", "VERIFIKASI")


def test_a_member_who_does_not_match_brings_the_proposal_back():
    proposal = submitted(a_draft(an_open_month()))

    matched(proposal, answer="beda_nama")

    assert state(proposal) == "PADAN_GAGAL"
    decide(proposal, "perbaiki", OPERATOR, on(5))
    assert state(proposal) == "DRAFT"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ResultRow(2, "U-9999-2026-11-000001", "DITETAPKAN"), "tidak dikenal"),
        (ResultRow(2, "{number}", "MUNGKIN"), "DITETAPKAN atau TIDAK"),
        (ResultRow(2, "{number}", "TIDAK"), "Alasan tidak ditetapkan wajib"),
    ],
)
def test_a_wrong_result_file_is_refused_whole_with_its_lines(row, why):
    period = an_open_month()
    first, _ = through_the_deliberation(period)
    period_acts(period, ("tutup_entri", SYSTEM, on(12)), ("mulai_verifikasi", SUPERVISOR, on(14)))
    decide(first, "setujui", SUPERVISOR, on(15))
    period_acts(period, ("finalisasi_dinsos", SUPERVISOR, on(16)))
    periods.endorse(period=period, letter_key="surat-1", by=HEAD, at=on(17))
    period_acts(period, ("tarik", CENTRE, on(18)))
    row = ResultRow(row.line, row.number.format(number=first.number), row.result)

    with pytest.raises(determine.RowsWrong, match=why):
        determine.import_results(
            period=period, decree="1/HUK/2026", decreed_on=date(2026, 12, 2), results=[row], file_key="h", by=CENTRE,
            at=on(3, month=12),
        )  # fmt: skip

    assert state(first) == "DIKIRIM"


def test_results_without_a_decree_are_refused():
    with pytest.raises(Refused, match="Nomor SK"):
        determine.import_results(
            period=an_open_month(), decree=" ", decreed_on=NOVEMBER, results=[], file_key="h", by=CENTRE, at=on(3)
        )


def test_opening_a_month_twice_gives_the_same_month():
    assert an_open_month().pk == an_open_month().pk


def test_only_the_villages_own_lurah_calls_its_deliberation():
    with pytest.raises(NotAllowed):
        deliberate.schedule(
            period=an_open_month(),
            region_code=BAWANG,
            held_on=date(2026, 11, 9),
            place="Balai",
            by=NEXT_LURAH,
            at=on(5),
        )


@pytest.mark.requirement("J-31")
def test_every_act_of_the_month_is_in_the_audit():
    period = an_open_month()
    through_the_deliberation(period)

    with acting(SYSTEM):
        kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {
        "proposals.period_opened",
        "proposals.proposed",
        "proposals.submitted",
        "proposals.matched",
        "proposals.deliberation_scheduled",
        "proposals.deliberated",
        "proposals.minutes_carried_out",
    } <= kinds
    assert period.region_id == KEDIRI


CALL = {"region_code": BAWANG, "place": "Balai", "by": LURAH, "at": on(5)}


@pytest.mark.parametrize("day", [9, 10])
def test_a_second_deliberation_waits_until_the_first_is_over(day):
    period = an_open_month()
    deliberate.schedule(period=period, held_on=date(2026, 11, 9), **CALL)

    with pytest.raises(deliberate.StillOpen, match="pada 9 November 2026") as refusal:
        deliberate.schedule(period=period, held_on=date(2026, 11, day), **CALL)

    assert "batalkan dahulu dengan alasannya (/musyawarah/3571031009/2026-11-09/)" in refusal.value.sentence
    assert (refusal.value.code, refusal.value.field) == ("deliberation_open", "tanggal")


def test_beside_a_deliberation_that_has_begun_only_finishing_it_helps():
    period = an_open_month()
    minutes(period)

    with pytest.raises(deliberate.StillOpen, match="Selesaikan dahulu yang itu") as refusal:
        deliberate.schedule(period=period, held_on=date(2026, 11, 10), **CALL)

    assert "batalkan" not in refusal.value.sentence


def test_a_deliberation_called_off_makes_room_on_another_day_and_of_another_village_none_is_in_the_way():
    period = an_open_month()
    first = deliberate.schedule(period=period, held_on=date(2026, 11, 9), **CALL)
    deliberate.schedule(period=period, held_on=date(2026, 11, 9), **CALL | {"region_code": NGRONGGO, "by": NEXT_LURAH})
    deliberate.take_step(deliberation=first, action="batalkan", by=LURAH, at=on(6), reason="Balai kebanjiran")

    with pytest.raises(Refused, match="Pilih hari lain") as refusal:
        deliberate.schedule(period=period, held_on=date(2026, 11, 9), **CALL)
    second = deliberate.schedule(period=period, held_on=date(2026, 11, 10), **CALL)

    assert refusal.value.code == "deliberation_known"
    assert second.pk != first.pk


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2026, 10, 31), date(2027, 1, 1)])
def test_a_deliberation_is_held_in_its_month_or_the_next(day):
    with pytest.raises(Refused) as refusal:
        deliberate.schedule(period=an_open_month(), region_code=BAWANG, held_on=day, place="Balai", by=LURAH, at=on(5))

    assert refusal.value.code == "day_outside_period"
