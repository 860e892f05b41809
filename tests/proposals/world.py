"""A month of Kota Kediri in short words: who acts, what is proposed, how far it has come."""

from datetime import UTC, date, datetime

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.proposals.models import Deliberation, Period, Proposal
from kesos.proposals.services import deliberate, periods, propose
from kesos.registry.models import Family, FamilyVisit
from kesos.workflow import services as workflow
from kesos.workflow.machines import permissions_by_role
from tests.registry.world import a_family, a_person, a_source

BAWANG, NGRONGGO, KEDIRI = "3571031009", "3571031001", "3571"
NOVEMBER = date(2026, 11, 1)


def on(day: int, hour: int = 9, month: int = 11) -> datetime:
    """A moment in Kediri (WIB), told in UTC."""
    return datetime(2026, month, day, hour - 7, 0, tzinfo=UTC)


def official(role: str, area: str, user_id: int, *extra: str) -> Actor:
    held = permissions_by_role().get(role, frozenset()) | {
        "person.view",
        "proposal.view",
        "file.view",
        "house.record",
        *extra,
    }
    return Actor(
        user_id=user_id, name=f"{role} {area}", roles=frozenset({role}), grants=frozenset((p, area) for p in held)
    )


OPERATOR = official("OP_DESA", BAWANG, 101)
NEXT_OPERATOR = official("OP_DESA", NGRONGGO, 102)
LURAH = official("LURAH", BAWANG, 111)
NEXT_LURAH = official("LURAH", NGRONGGO, 112)
SUPERVISOR = official("SUPERVISOR", KEDIRI, 201)
HEAD = official("KADIS", KEDIRI, 301)
CENTRE = official("PUSDATIN", "", 401)


def a_known_family(name: str = "SULASTRI", *, region: str = BAWANG) -> Family:
    """With card, numbers and a visit: what the registry can vouch for."""
    family = a_family(a_person(name, region=region), a_person(f"ANAK {name}", region=region, sex="L"), region=region)
    with acting(SYSTEM):
        FamilyVisit.objects.create(family=family, source=a_source(), recorded_at=on(2), survey_date=date(2026, 11, 2))
    return family


def an_open_month() -> Period:
    return periods.open_period(region_code=KEDIRI, month=NOVEMBER, at=on(1))


def a_draft(period: Period, family: Family | None = None, *, by: Actor = OPERATOR, region: str = BAWANG) -> Proposal:
    family = family or a_known_family(region=region)
    return propose.propose(family_id=family.pk, period=period, by=by, at=on(3))


def complete(proposal: Proposal, *, by: Actor = OPERATOR) -> Proposal:
    """The papers an operator brings: photo, position, scans."""
    with acting(by):
        for paper, more in (
            ("foto_rumah_depan", {"file_key": "9f1c"}),
            ("titik_koordinat", {"value": "-7.8166,112.0114,8"}),
            ("berkas_ktp_kk", {"file_key": "77ab"}),
        ):
            propose.attach(proposal=proposal, paper=paper, by=by, at=on(3), **more)
    return proposal


def submitted(proposal: Proposal, *, by: Actor = OPERATOR, at: datetime | None = None) -> Proposal:
    propose.submit(proposal=complete(proposal, by=by), by=by, at=at or on(4))
    return proposal


def matched(*proposals: Proposal, answer: str = "padan") -> None:
    people = propose.members_of([p.case_id for p in proposals])
    propose.take_match_results(outcomes={c: dict.fromkeys(ids, answer) for c, ids in people.items()}, at=on(4))


def minutes(period: Period, *, village: str = BAWANG, lurah: Actor = LURAH, operator: Actor = OPERATOR) -> Deliberation:
    """A deliberation held with every paper it asks for, its minutes signed; not yet decided nor uploaded."""
    held = deliberate.schedule(
        period=period, region_code=village, held_on=date(2026, 11, 9), place="Balai kelurahan", by=lurah, at=on(5)
    )
    bring(held, lurah, "undangan", "daftar_awal")
    act(held, "mulai", lurah, on(9))
    bring(held, operator, "daftar_hadir", "foto_kegiatan")
    return held


def sign_and_upload(held: Deliberation, *, lurah: Actor = LURAH, operator: Actor = OPERATOR) -> None:
    act(held, "catat_hasil", operator, on(9, 12))
    bring(held, lurah, "tanda_tangan_musyawarah")
    act(held, "tandatangan", lurah, on(10))
    bring(held, operator, "berita_acara", "daftar_bnba")
    act(held, "unggah", operator, on(10, 11))


def bring(held: Deliberation, by: Actor, *papers: str) -> None:
    with acting(by):
        for paper in papers:
            workflow.attach_paper(case_id=held.case_id, paper=paper, file_key=f"berkas-{paper}", by=by, at=on(9))


def act(held: Deliberation, action: str, by: Actor, at: datetime) -> None:
    with acting(by):
        workflow.decide(case_id=held.case_id, action=action, by=by, at=at)


def state(proposal: Proposal) -> str:
    with acting(SYSTEM):
        return Proposal.objects.select_related("case").get(pk=proposal.pk).case.state


def decide(proposal: Proposal, action: str, by: Actor, at: datetime, **more: str) -> None:
    with acting(by):
        workflow.decide(case_id=proposal.case_id, action=action, by=by, at=at, **more)
