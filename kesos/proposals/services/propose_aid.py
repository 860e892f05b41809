"""A family, or one of its people, is proposed for an aid programme: a draft, the rules' word, then handed in."""

import json
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.programmes.models import Programme
from kesos.programmes.queries import rules
from kesos.programmes.queries.rules import Finding
from kesos.proposals.models import Period, Proposal, ProposalMember
from kesos.proposals.models.proposals import AID_FLOW
from kesos.proposals.services.numbers import next_number
from kesos.proposals.services.periods import state_of
from kesos.proposals.services.propose import AlreadyProposed, PeriodClosed
from kesos.registry.models import Family, Membership
from kesos.workflow import services as workflow
from kesos.workflow.services import NewPaper

SQL = statements("kesos.proposals", "sql/aid.sql")
SUBMIT = f"{AID_FLOW}.ajukan"
PAPERS = ("terdaftar_dtsen", "usulan_periode_ini", "program", "komponen_pkh")


class NotProposable(Refused):
    """The programme is not one that a kelurahan proposes."""

    code = "programme_not_proposable"


@transaction.atomic
def propose_aid(*, family_id: int, person_id: int, programme: str, period: Period, by: Actor, at: datetime) -> Proposal:
    """Open a draft for a family of the actor's village; `person_id` is its manager, or who would receive.

    Raises NotFound, NotAllowed, NotProposable, PeriodClosed, AlreadyProposed.
    """
    with acting(by):
        family, wanted, people = _proposable(family_id, person_id, programme, period, by)
        number = next_number("B", period)
        name = Membership.objects.select_related("person").get(family=family, person=person_id, left_on=None)
        case = workflow.open_case(
            flow=AID_FLOW, region_code=family.region_id, family_id=family.pk, period=period.month,
            title=f"{name.person.full_name} · {wanted.code}", path=f"/usulan/{number}/", by=by, at=at,
        )  # fmt: skip
        try:
            with transaction.atomic():
                proposal = Proposal.objects.create(
                    period=period, family=family, case=case, region_code=family.region_id, number=number,
                    head_name=name.person.full_name, kind=Proposal.Kind.AID, programme=wanted, person_id=person_id,
                    for_family=wanted.unit == Programme.Unit.FAMILY,
                )  # fmt: skip
                ProposalMember.objects.bulk_create(
                    ProposalMember(period=period, person_id=each, proposal=proposal, programme_code=wanted.code)
                    for each in people
                )
        except IntegrityError as clash:
            raise AlreadyProposed("Baru saja diusulkan oleh petugas lain untuk program yang sama.") from clash
        audit.record(
            "proposals.aid_proposed", by=by, at=at, subject=f"proposal:{proposal.pk}", region_code=family.region_id,
            number=number, programme=wanted.code,
        )  # fmt: skip
        _gather_papers(proposal, by, at)
        return proposal


def why_not(*, family_id: int, person_id: int, programme: str, period: Period, by: Actor) -> str:
    """The sentence with which `propose_aid` would refuse, or nothing. Raises NotFound out of reach."""
    with acting(by):
        try:
            _proposable(family_id, person_id, programme, period, by)
        except NotFound:
            raise
        except Refused as refusal:
            return refusal.sentence
    return ""


def findings(*, family_id: int, person_id: int, programme: str, period: Period, at: datetime) -> list[Finding]:
    """What the rules say today, before anything is written; also what is received in another kelurahan."""
    with acting(SYSTEM):
        listed_now = Proposal.objects.filter(family=family_id, period=period, programme=None, case__closed_at=None)
        return rules.of_one(
            programme=programme, family_id=family_id, person_id=person_id, on=timezone.localdate(at),
            unlisted=listed_now.exists(),
        )  # fmt: skip


@transaction.atomic
def submit_aid(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Hand the draft in; the rules are put to it at once (`check`, by the effect of the state)."""
    _gather_papers(proposal, by, at)
    workflow.decide(case_id=proposal.case_id, action="ajukan", by=by, at=at)
    audit.record(
        "proposals.submitted", by=by, at=at, subject=f"proposal:{proposal.pk}", region_code=proposal.region_code,
        number=proposal.number,
    )  # fmt: skip


@transaction.atomic
def check(*, case_ids: list[int], at: datetime) -> tuple[int, int]:
    """Put the rules to what was handed in: on to the deliberation, or back with each failed rule in words.

    Returns how many passed and how many did not.
    """
    on = timezone.localdate(at)
    with acting(SYSTEM):
        case_ids = [case for case, *_ in rows(SQL["asked"], {"ids": case_ids})]
        with_data = {case for (case,) in rows(SQL["in_same_month"], {"ids": case_ids})}
        found = rules.judge(SQL["asked"], on=on, params={"ids": [c for c in case_ids if c not in with_data]})
        found |= rules.judge(SQL["asked"], on=on, params={"ids": list(with_data)}, unlisted=True)
        told = [json.dumps([asdict(finding) for finding in found.get(case, [])]) for case in case_ids]
        run(SQL["keep_findings"], {"ids": case_ids, "findings": told, "at": at})
        refused = {c: [f for f in found.get(c, []) if f.refuses] for c in case_ids}
        failed = {c: " ".join(f.sentence for f in some) for c, some in refused.items() if some}
        if failed:
            workflow.attach_papers(case_ids=list(failed), paper="hasil_cek_aturan", value=failed, by=SYSTEM, at=at)
            _all(workflow.decide_many(
                flow=AID_FLOW, action="cek_otomatis_gagal", case_ids=list(failed), by=SYSTEM, at=at
            ))  # fmt: skip
        if passed := [case for case in case_ids if case not in failed]:
            _all(workflow.decide_many(flow=AID_FLOW, action="cek_otomatis_lolos", case_ids=passed, by=SYSTEM, at=at))
    return len(passed), len(failed)


def family_of(family_id: int, person_id: int, *, by: Actor) -> tuple[Family, list[int]]:
    """The family with its members, where the actor may propose it. Raises NotFound, NotAllowed."""
    with acting(by):
        family = Family.objects.filter(pk=family_id).first()
        if family is None:
            raise NotFound("Keluarga tidak ditemukan.")
        by.require(SUBMIT, family.region_id)
        members = list(Membership.objects.filter(family=family, left_on=None).values_list("person_id", flat=True))
        if person_id not in members:
            raise NotFound("Orang ini bukan anggota keluarga yang diusulkan.")
        return family, members


def _proposable(
    family_id: int, person_id: int, programme: str, period: Period, by: Actor
) -> tuple[Family, Programme, list[int]]:
    family, members = family_of(family_id, person_id, by=by)
    wanted = Programme.objects.filter(pk=programme).first()
    if wanted is None or not wanted.is_proposable:
        raise NotProposable("Program ini tidak diusulkan oleh kelurahan. Pilih program lain.", field="program")
    if state_of(period.pk) != "DIBUKA":
        raise PeriodClosed(
            f"Entri usulan periode {month_name(period.month)} sudah ditutup. Usulkan pada periode berikutnya."
        )
    people = members if wanted.unit == Programme.Unit.FAMILY else [person_id]
    told = {"people": people, "period": period.pk, "programme": wanted.code}
    with acting(SYSTEM):
        found = row(SQL["aided_where"], told)
    if found:
        raise AlreadyProposed(f"Sudah diusulkan untuk {wanted.name} pada periode ini di {found[0]}.")
    return family, wanted, people


def _gather_papers(proposal: Proposal, by: Actor, at: datetime) -> None:
    with acting(by):
        told = row(SQL["known_papers"], {"proposal": proposal.pk})
        papers = [NewPaper(code, value=value) for code, value in zip(PAPERS, told or (), strict=False) if value]
        if papers:
            workflow.attach_several(case_ids=[proposal.case_id], papers=papers, by=by, at=at)


def _all(told: workflow.Outcome) -> None:
    """The word of the rules is written for all or for none."""
    if told.refused:
        raise Refused(f"Pemeriksaan otomatis terhenti: {next(iter(told.refused.values()))}", code="check_not_written")
