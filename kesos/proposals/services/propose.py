"""A family is proposed: a draft with what the registry knows, then handed in."""

from collections import Counter, defaultdict
from datetime import datetime

from django.db import IntegrityError, transaction

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.jobs import queue
from kesos.proposals.models import Period, Proposal, ProposalMember
from kesos.proposals.models.proposals import FLOW
from kesos.proposals.services.bring_house import new_of_house
from kesos.proposals.services.numbers import next_number
from kesos.proposals.services.periods import state_of
from kesos.registry.models import Family, Listing, Match, Membership
from kesos.workflow import services as workflow
from kesos.workflow.services import NewPaper

SQL = statements("kesos.proposals", "sql/proposals.sql")
SUBMIT = "usulan_dtks.ajukan"
MATCH = "proposals.match"  # the work that a submission wakes


class AlreadyProposed(Refused):
    """The family or one of its members is proposed in this month already, perhaps in another village."""

    code = "already_proposed"


class PeriodClosed(Refused):
    """Entry of the month is over."""

    code = "period_closed"


class CorrectionMissing(Refused):
    """The family is listed already: a proposal must say what is wrong with its data."""

    code = "correction_missing"


@transaction.atomic
def propose(*, family_id: int, period: Period, by: Actor, at: datetime, to_correct: str = "") -> Proposal:
    """Open a draft for a family in the actor's village; of a listed one it is said what is wrong, `to_correct`.

    Raises NotFound, NotAllowed, PeriodClosed, AlreadyProposed, CorrectionMissing.
    """
    with acting(by):
        family, members = _proposable(family_id, period, by)
        listed, to_correct = is_listed(family.pk), to_correct.strip()[:1000]
        if listed and len(to_correct) < 10:
            raise CorrectionMissing(
                "Keluarga ini sudah terdaftar. Tuliskan apa yang perlu diperbaiki, paling sedikit sepuluh huruf.",
                field="to_correct",
            )
        number = next_number("U", period)
        title = _head_name(family) or f"Keluarga {family.pk}"
        case = workflow.open_case(
            flow=FLOW, region_code=family.region_id, family_id=family.pk, period=period.month, title=title,
            path=f"/usulan/{number}/", by=by, at=at,
        )  # fmt: skip
        try:
            with transaction.atomic():
                proposal = Proposal.objects.create(
                    period=period, family=family, case=case, region_code=family.region_id, number=number,
                    head_name=title,
                    kind=Proposal.Kind.CORRECTION if listed else Proposal.Kind.NEW,
                    to_correct=to_correct if listed else "",
                )  # fmt: skip
                ProposalMember.objects.bulk_create(
                    ProposalMember(period=period, person_id=person, proposal=proposal) for person in members
                )
        except IntegrityError as clash:
            raise AlreadyProposed("Keluarga ini baru saja diusulkan oleh petugas lain.") from clash
        audit.record(
            "proposals.proposed", by=by, at=at, subject=f"proposal:{proposal.pk}", region_code=family.region_id,
            number=number,
        )  # fmt: skip
        gather_papers(proposal=proposal, by=by, at=at)
        return proposal


def is_listed(family_id: int) -> bool:
    """In the integrated data today: a proposal corrects, it does not add."""
    return Listing.objects.filter(family=family_id, to_on=None).exists()


def why_not(*, family_id: int, period: Period, by: Actor) -> str:
    """The sentence with which `propose` would refuse, or nothing. Raises NotFound out of reach."""
    with acting(by):
        try:
            _proposable(family_id, period, by)
        except NotFound:
            raise
        except Refused as refusal:
            return refusal.sentence
    return ""


def _proposable(family_id: int, period: Period, by: Actor) -> tuple[Family, list[int]]:
    family = Family.objects.select_related("region").filter(pk=family_id).first()
    if family is None:
        raise NotFound("Keluarga tidak ditemukan.")
    by.require(SUBMIT, family.region_id)
    if state_of(period.pk) != "DIBUKA":
        raise PeriodClosed(
            f"Entri usulan periode {month_name(period.month)} sudah ditutup. Usulkan pada periode berikutnya."
        )
    members = list(Membership.objects.filter(family=family, left_on=None).values_list("person_id", flat=True))
    if not members:
        raise Refused("Keluarga ini belum memiliki anggota. Lengkapi anggotanya dahulu.", code="family_empty")
    if where := _proposed_where(members, period):
        raise AlreadyProposed(f"Salah satu anggota sudah diusulkan pada periode ini di {where}.")
    return family, members


def gather_papers(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Attach what is known without asking: card, numbers of all members, a visit; photo and point of the house."""
    with acting(by):
        told = row(SQL["known_papers"], {"proposal": proposal.pk})
        if told is None:
            return
        known = zip(("no_kk", "nik_anggota", "isian_dtsen"), told, strict=True)
        papers = [NewPaper(code, value=value) for code, value in known if value] + new_of_house(proposal)
        if papers:
            workflow.attach_several(case_ids=[proposal.case_id], papers=papers, by=by, at=at)


@transaction.atomic
def attach(*, proposal: Proposal, paper: str, by: Actor, at: datetime, file_key: str = "", value: str = "") -> None:
    """A photo, a scan, a position. Raises NotFound, NotAllowed, UnknownPaper, CaseClosed."""
    workflow.attach_paper(case_id=proposal.case_id, paper=paper, file_key=file_key, value=value, by=by, at=at)


@transaction.atomic
def submit(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Hand the draft in; the match with the population registry is woken. Raises the kernel's refusals."""
    gather_papers(proposal=proposal, by=by, at=at)
    workflow.decide(case_id=proposal.case_id, action="ajukan", by=by, at=at)
    audit.record(
        "proposals.submitted", by=by, at=at, subject=f"proposal:{proposal.pk}", region_code=proposal.region_code,
        number=proposal.number,
    )  # fmt: skip
    queue.put(MATCH, queue="default", only_one=MATCH)


@transaction.atomic
def take_match_results(*, outcomes: dict[int, dict[int, str]], at: datetime) -> tuple[int, int]:
    """The registry's answers by case and person carry each proposal on: all members match, or it comes back.

    What no longer waits for them (withdrawn meanwhile, or carried on by another run) is left as it is. Returns how
    many matched and how many did not.
    """
    with acting(SYSTEM):
        waiting = {case for (case,) in rows(SQL["waiting_for_match"], {"ids": list(outcomes)})}
        told = {case: answers for case, answers in outcomes.items() if case in waiting}
        sound = [case for case, answers in told.items() if answers and set(answers.values()) == {"padan"}]
        failed = [case for case in told if case not in set(sound)]
        for words, cases in _in_words(told).items():
            workflow.attach_papers(case_ids=cases, paper="hasil_padan", value=words, by=SYSTEM, at=at)
        moved = [
            len(workflow.decide_many(flow=FLOW, action=action, case_ids=cases, by=SYSTEM, at=at).moved) if cases else 0
            for action, cases in (("padan_cocok", sound), ("padan_tidak_cocok", failed))
        ]
        if told:
            audit.record(
                "proposals.matched", by=SYSTEM, at=at, subject="match", count=len(told), sound=moved[0],
                failed=moved[1],
            )  # fmt: skip
        return moved[0], moved[1]


def _in_words(told: dict[int, dict[int, str]]) -> dict[str, list[int]]:
    """The cases by what their paper says: how many members had which answer. Who had which stands with the person."""
    labels, found = dict(Match.Outcome.choices), defaultdict[str, list[int]](list)
    for case, answers in told.items():
        counted = Counter(answers.values())
        words = ", ".join(f"{counted[each]} {labels[each].lower()}" for each in labels if each in counted)
        found[words or "tidak ada anggota yang dapat dipadankan"].append(case)
    return found


def members_of(case_ids: list[int]) -> dict[int, list[int]]:
    """Who must be matched: person ids by case. Whoever has no NIK, and a reason for it, cannot be."""
    with acting(SYSTEM):
        return dict(rows(SQL["members"], {"ids": case_ids}))


def _proposed_where(people: list[int], period: Period) -> str:
    """The name of the first village, and nothing of the person: the two villages do not see each other's."""
    with acting(SYSTEM):
        found = row(SQL["proposed_where"], {"people": people, "period": period.pk})
    return found[0] if found else ""


def _head_name(family: Family) -> str:
    head = Membership.objects.select_related("person").filter(family=family, left_on=None).order_by("relation").first()
    return head.person.full_name if head else ""
