"""A month of Kota Kediri, played by its officials: proposed, deliberated, verified, endorsed, determined."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.demo import accounts, aid, pictures
from kesos.evidence.services.locate import Told
from kesos.files import services as files
from kesos.foundation.actor import SYSTEM, Actor
from kesos.proposals.models import Period, Proposal
from kesos.proposals.models.proposals import AID_FLOW, FLOW
from kesos.proposals.services import deliberate, determine, periods, propose
from kesos.proposals.services.bring_house import bring_photo, bring_point
from kesos.regions.models import Boundary, Region
from kesos.registry.models import FamilyVisit, Source
from kesos.workflow import services as workflow
from kesos.workflow.services.calendars import set_calendar_day

SQL = statements("kesos.demo", "sql/month.sql")
A_VILLAGE = 4  # proposals a kelurahan; one of them is refused by the deliberation
WITHOUT_MINUTES = 2  # kelurahan that are late, and block only themselves
IN_TIME = 6  # until this day the calendar of the country leaves a newcomer days enough
LEFT = {"tutup_entri": 5, "unggah_berita_acara": 7, "finalisasi": 8, "pengesahan": 9, "tarik_pusat": 10}
WIB = ZoneInfo("Asia/Jakarta")
Say = Callable[[str], None]
LookUp = Callable[[list[int], datetime], dict[int, str]]


@dataclass(frozen=True, slots=True)
class Cast:
    operators: dict[str, Actor]
    lurahs: dict[str, Actor]
    supervisor: Actor
    head: Actor
    centre: Actor


def moment(month: date, day: int, hour: int = 9) -> datetime:
    """A moment in Kediri (UTC+7) of that month."""
    day = min(day, calendar.monthrange(month.year, month.month)[1])
    return datetime(month.year, month.month, day, hour - 7, 0, tzinfo=UTC)


def play(*, month: date, answers: LookUp, pull: aid.Pull, folder: Path, say: Say) -> dict[str, int]:
    """The whole chain at its own days; returns the counts of each stage. `pull` reads what the population registry
    says from a file of events."""
    period = periods.open_period(region_code=accounts.CITY, month=month, at=moment(month, 1))
    cast = _cast(month)
    say(f"Mengusulkan keluarga di {len(cast.operators)} kelurahan …")
    proposals = [p for village in cast.operators for p in _propose(village, cast.operators[village], period)]
    counts = {"proposed": len(proposals)}
    say("Mengusulkan bantuan …")
    counts |= aid.set_quotas(at=moment(month, 2))
    counts |= aid.propose(cast.operators, period, at=moment(month, 4))
    say("Memadankan anggota keluarga dengan data kependudukan …")
    people = propose.members_of([p.case_id for p in proposals])
    at = moment(month, 8)
    told = answers(sorted({person for some in people.values() for person in some}), at)
    by_case = {case: {person: told.get(person, "tidak_ditemukan") for person in some} for case, some in people.items()}
    counts["matched"], counts["not_matched"] = propose.take_match_results(outcomes=by_case, at=at)
    say("Musyawarah kelurahan …")
    counts["agreed"], counts["refused_by_deliberation"] = _deliberate(period, cast, month)
    _as(SYSTEM, period, "tutup_entri", moment(month, 12))
    _as(cast.supervisor, period, "mulai_verifikasi", moment(month, 14))
    with acting(SYSTEM):
        counts["carried_over"] = len(rows(SQL["carried_over"], {"month": month}))
    say("Operator memeriksa kelayakan penerima …")
    counts |= aid.check_recipients(cast.operators, accounts.BAWANG, at=moment(month, 14, 10))
    say("Dinas Sosial memeriksa, kepala dinas mengesahkan …")
    counts |= _verify_and_endorse(period, cast, month)
    say("Peristiwa kematian dan pindah dari data kependudukan …")
    events = folder / "peristiwa.jsonl"
    counts |= aid.write_events(events, on=date(month.year, month.month, 19))
    pull(events, moment(month, 19))
    counts |= aid.events_told()
    say("Tempat kosong diisi dari daftar tunggu …")
    counts |= aid.fill_places(at=moment(month, 20))
    counts |= _determine(period, cast, month)
    return counts | aid.what_holds()


def leave_time(month: date, *, at: datetime) -> None:
    """Late in a month its days are moved on for this city: the calendar would close entry before anybody tries it."""
    today, last = at.astimezone(WIB).day, calendar.monthrange(month.year, month.month)[1]
    if today <= IN_TIME:
        return
    admin = accounts.official("admin", at=at)
    # the last one first: no day may come before the one it follows
    for event, later in sorted(LEFT.items(), key=lambda one: -one[1]):
        set_calendar_day(
            region_code=accounts.CITY, event=event, day=min(last, today + later), from_month=month, by=admin, at=at,
            only_this_month=True,
        )  # fmt: skip


def _cast(month: date) -> Cast:
    at = moment(month, 1)
    with acting(SYSTEM):
        villages = list(Region.objects.filter(code__startswith=accounts.CITY, level=4, valid_to=None).order_by("code"))
    short = {village.code: accounts.short(village.name) for village in villages}
    return Cast(
        operators={code: accounts.official(f"operator.{name}", at=at) for code, name in short.items()},
        lurahs={code: accounts.official(f"lurah.{name}", at=at) for code, name in short.items()},
        supervisor=accounts.official("supervisor", at=at),
        head=accounts.official("kadis", at=at),
        centre=accounts.official("pusdatin", at=at),
    )


def _propose(village: str, operator: Actor, period: Period) -> list[Proposal]:
    at = moment(period.month, 3)
    with acting(operator):
        families = [family for (family,) in rows(SQL["candidates"], {"village": village, "most": A_VILLAGE})]
    return [draft_and_submit(family, operator, period, at) for family in families]


def draft_and_submit(family: int, operator: Actor, period: Period, at: datetime, *, submit: bool = True) -> Proposal:
    _visit(family, operator, at)
    proposal = propose.propose(family_id=family, period=period, by=operator, at=at)
    with acting(operator):
        place = proposal.region_code
        scan = files.put(data=pictures.sample_card("KTP dan KK"), name="ktp-kk.jpg", kind="identity_scan",
                         region_code=place, by=operator, at=at)  # fmt: skip
        propose.attach(proposal=proposal, paper="berkas_ktp_kk", file_key=str(scan.key), by=operator, at=at)
        bring_photo(proposal=proposal, data=pictures.house(family), name="rumah-depan.jpg", by=operator, at=at)
        bring_point(proposal=proposal, told=_where(family, place), by=operator, at=at)
    if submit:
        propose.submit(proposal=proposal, by=operator, at=at + timedelta(hours=1))
    return proposal


def _where(family: int, village: str) -> Told:
    """Some hundred metres around a place certain to lie in the kelurahan."""
    inside = Boundary.objects.get(region=village)
    north, east = (family * 37 % 41 - 20) * 5e-5, (family * 53 % 41 - 20) * 5e-5
    return Told("device", Decimal(f"{inside.latitude + north:.6f}"), Decimal(f"{inside.longitude + east:.6f}"), 8)


def _visit(family: int, operator: Actor, at: datetime) -> None:
    """What the operator saw of the house: a few answers of the long form."""
    with acting(operator):
        source = Source.objects.create(
            kind=Source.Kind.FORM,
            title="Kunjungan rumah",
            dated_on=timezone.localdate(at),
            received_at=at,
            by_user_id=operator.user_id,
        )
        FamilyVisit.objects.create(
            family_id=family, source=source, recorded_at=at, survey_date=timezone.localdate(at),
            floor_type=str(1 + family % 7), wall_type=str(1 + family % 5), power_source="1", power_va_1="1",
            bedrooms=1 + family % 3,
        )  # fmt: skip


def _deliberate(period: Period, cast: Cast, month: date) -> tuple[int, int]:
    agreed = refused = 0
    for village in list(cast.operators)[WITHOUT_MINUTES:]:
        operator, lurah = cast.operators[village], cast.lurahs[village]
        held = deliberate.schedule(
            period=period, region_code=village, held_on=date(month.year, month.month, 10), place="Balai kelurahan",
            by=lurah, at=moment(month, 5),
        )  # fmt: skip
        _paper(held.case_id, lurah, moment(month, 5), "undangan", "daftar_awal")
        workflow.decide(case_id=held.case_id, action="mulai", by=lurah, at=moment(month, 10))
        _paper(held.case_id, operator, moment(month, 10), "daftar_hadir", "foto_kegiatan")
        with acting(operator):
            waiting = [p.pk for p in deliberate.waiting_for(held)]
        no = dict.fromkeys(waiting[3:4], ("US-07", "Tidak disepakati musyawarah"))
        deliberate.note_decisions(
            deliberation=held,
            agreed=[p for p in waiting if p not in no],
            refused=no,
            by=operator,
            at=moment(month, 10, 11),
        )
        workflow.decide(case_id=held.case_id, action="catat_hasil", by=operator, at=moment(month, 10, 12))
        _paper(held.case_id, lurah, moment(month, 10, 13), "tanda_tangan_musyawarah")
        workflow.decide(case_id=held.case_id, action="tandatangan", by=lurah, at=moment(month, 10, 13))
        _paper(held.case_id, operator, moment(month, 11), "berita_acara", "daftar_bnba")
        workflow.decide(case_id=held.case_id, action="unggah", by=operator, at=moment(month, 11))
        yes, out = deliberate.carry_out(deliberation=held, by=lurah, at=moment(month, 11, 10))
        agreed, refused = agreed + yes, refused + out
    return agreed, refused


def _verify_and_endorse(period: Period, cast: Cast, month: date) -> dict[str, int]:
    with acting(cast.supervisor):
        told = {"period": period.pk, "state": "DIVERIFIKASI"}
        waiting, aided = ([c for (c,) in rows(SQL["in_state"], told | {"flow": f})] for f in (FLOW, AID_FLOW))
    no, yes = waiting[::25], [c for i, c in enumerate(waiting) if i % 25]
    refused = workflow.decide_many(
        flow="usulan_dtks", action="tolak", case_ids=no, by=cast.supervisor, at=moment(month, 15),
        reason="Foto rumah tidak sesuai keadaan", reason_code="US-05",
    )  # fmt: skip
    verified = workflow.decide_many(
        flow="usulan_dtks", action="setujui", case_ids=yes, by=cast.supervisor, at=moment(month, 15)
    )
    aid_verified = workflow.decide_many(
        flow=AID_FLOW, action="setujui", case_ids=aided, by=cast.supervisor, at=moment(month, 15)
    )
    _as(cast.supervisor, period, "finalisasi_dinsos", moment(month, 16))
    with acting(cast.head):
        letter = files.put(data=pictures.sample_card("SURAT PENGESAHAN"), name="pengesahan.jpg", kind="paper",
                           region_code=accounts.CITY, by=cast.head, at=moment(month, 17))  # fmt: skip
    endorsed = periods.endorse(period=period, letter_key=str(letter.key), by=cast.head, at=moment(month, 17))
    return {
        "refused_by_office": len(refused.moved), "verified": len(verified.moved),
        "aid_verified": len(aid_verified.moved), "endorsed": endorsed,
    }  # fmt: skip


def _determine(period: Period, cast: Cast, month: date) -> dict[str, int]:
    """The centre takes the list and sends a decree back at the end of the month."""
    _as(cast.centre, period, "tarik", moment(month, 18))
    with acting(cast.centre):
        sent = rows(SQL["sent"], {"period": period.pk})
    results = [_result(line, number) for line, (number,) in enumerate(sent, start=2)]
    aided = aid.in_hand(period, cast.centre)
    results += [_result(line, number, died) for line, (number, died) in enumerate(aided, start=len(results) + 2)]
    listed, not_listed = determine.import_results(
        period=period, decree=f"{month.month:02d}/HUK/CONTOH/{month.year}", decreed_on=moment(month, 28).date(),
        results=results, file_key="hasil-pusat-contoh", by=cast.centre, at=moment(month, 28),
    )  # fmt: skip
    return {"sent": len(sent), "aid_sent": len(aided), "determined": listed, "not_determined": not_listed}


def _result(line: int, number: str, died: bool = False) -> determine.ResultRow:
    """Nine of ten are listed, in one of the four lowest deciles."""
    if died:
        return determine.ResultRow(line, number, "TIDAK", reason="Meninggal")
    if line % 10 == 0:
        return determine.ResultRow(line, number, "TIDAK", reason="Desil di atas batas")
    return determine.ResultRow(line, number, "DITETAPKAN", decile=str(1 + line % 4))


def _paper(case_id: int, by: Actor, at: datetime, *papers: str) -> None:
    for paper in papers:
        workflow.attach_paper(case_id=case_id, paper=paper, value="berkas contoh", by=by, at=at)


def _as(by: Actor, period: Period, action: str, at: datetime) -> None:
    workflow.decide(case_id=period.case_id, action=action, by=by, at=at)
