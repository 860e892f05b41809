"""The 16 machines of the field study and our own: every transition is taken, refused to every role it does not name,
and refused without each paper it asks for. Read from the files themselves, not from what we made of them."""

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.workflow.flow import Step
from kesos.workflow.machines import machines, permissions_by_role
from kesos.workflow.models import Case
from kesos.workflow.refusals import PaperMissing, ReasonMissing
from kesos.workflow.services import attach_papers, decide, open_case
from tests.workflow.world import AT

PACKAGE = resources.files("kesos.workflow.machines")
FILE = tomllib.loads(PACKAGE.joinpath("state_machines.toml").read_text(encoding="utf-8"))["machine"]
OWN = tomllib.loads(PACKAGE.joinpath("own_machines.toml").read_text(encoding="utf-8"))["machine"]
DECIDED = tomllib.loads(PACKAGE.joinpath("refinements.toml").read_text(encoding="utf-8"))
with Path(__file__).with_name("roles.csv").open(encoding="utf-8") as file:
    ROLES = [row["role_code"] for row in csv.DictReader(file)]
AREAS = {"": "3571031009", "institution": "3571"}
PLACE = {"region_code": "3571031009", "other_region_code": "3372021003", "family_id": 55}


@dataclass(frozen=True)
class Way:
    """One way from a state by an event, as the file writes it."""

    machine: str
    state: str
    event: str
    to: str
    actor: str
    requires: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.machine}:{self.state}.{self.event}"


def ways() -> Iterator[Way]:
    for machine in (*FILE, *OWN):
        flow = machines()[machine["code"]].flow
        for line in machine["transitions"]:
            froms = (
                [s for s in machine["states"] if s not in flow.ends] if line["from"] == "*" else line["from"].split("|")
            )
            for state in froms:
                for event in line["event"].split("|"):
                    requires = tuple(line.get("requires", ()))
                    yield Way(machine["code"], state, event, line["to"], line["actor"], requires)


WAYS = list(ways())


def steps_of(way: Way) -> list[Step]:
    """One step, or the two that "A then B" stands for."""
    flow = machines()[way.machine].flow
    then = DECIDED["flow"][way.machine].get("step", {}).get(way.event, {}).get("then")
    if not then:
        step = flow.step(way.state, way.event)
        assert step is not None
        return [step]
    first, second = flow.step(way.state, then["actions"][0]), flow.step(then["between"], then["actions"][1])
    assert first is not None
    assert second is not None
    return [first, second]


def named(way: Way) -> list[list[set[str]]]:
    """For each step in turn, for each agreement it needs, the roles the file names, and those decided beside them."""
    turns = []
    for turn in way.actor.split(" then "):
        both = []
        for part in turn.split("+"):
            words = part.rpartition(" via ")[2]
            both.append({re.sub(r" (asal|tujuan)$", "", one) for one in words.split("|")})
        turns.append(both)
    turns[0] += [{"SUPERVISOR"} for text in way.requires if text == "approval of SUPERVISOR"]
    turns[0][0] |= set(DECIDED["flow"][way.machine].get("step", {}).get(way.event, {}).get("also", ()))
    return turns


def holder_of(role: str, user_id: int, step: Step) -> Actor:
    """Somebody who holds all that the role holds, in the place where this step is to be taken."""
    if role == "system":
        return SYSTEM
    permissions = permissions_by_role().get(role, frozenset())
    if role == "WARGA":
        return Actor(user_id, role, families=frozenset({55}), reach=frozenset((p, "3571031009") for p in permissions))
    areas = [PLACE["other_region_code"]] if step.place == "other" else ["3571"]
    return Actor(user_id, role, roles=frozenset({role}), grants=frozenset((p, a) for p in permissions for a in areas))


def all_of(roles: list[str], user_id: int, step: Step) -> Actor:
    held = [holder_of(role, user_id, step) for role in roles]
    return Actor(
        user_id, "Semua yang lain", roles=frozenset(roles), grants=frozenset().union(*(one.grants for one in held)),
        families=frozenset().union(*(one.families for one in held)),
        reach=frozenset().union(*(one.reach for one in held)),
    )  # fmt: skip


def a_case_at(step: Step, key: str, *, at: datetime = AT) -> Case:
    """A case brought into the state by somebody else, whatever the way there."""
    flow = machines()[key].flow
    told: dict[str, Any] = {**PLACE, "holder": "institution:12" if flow.held_by else "family:55"}
    opener = Actor(9999, "Pembuka", grants=frozenset({("x.y", "")}))
    case = open_case(flow=key, by=opener, at=at, **told)
    if step.state != case.state:
        with acting(SYSTEM):
            case.decisions.create(
                seq=1, stay=0, from_state=case.state, action="uji", to_state=step.state, moved=True, actor_id=9998,
                at=at, batch="00000000-0000-0000-0000-000000000000",
            )  # fmt: skip
            Case.objects.filter(pk=case.pk).update(state=step.state, stay=1, last_seq=1)
            case.refresh_from_db()
    return case


def with_all_papers(case: Case, step: Step, *, at: datetime = AT, but: int | None = None) -> Case:
    for number, paper in enumerate(step.papers):
        if number != but:
            attach_papers(case_ids=[case.pk], paper=paper.codes[-1], value="2026-11-30", by=SYSTEM, at=at)
    return case


def reasons_for(step: Step) -> dict[str, str]:
    code = {"TL": "TL-14", "USULAN": "US-01", "": ""}[step.reason_list]
    return {"reason": "Sesuai hasil pemeriksaan" if step.reason else "", "reason_code": code}


def moment_for(step: Step) -> datetime:
    """Steps that open only after their deadline are tried long after it."""
    return AT + timedelta(days=120) if step.deadline and step.deadline.effect == "after" else AT


def take(case: Case, step: Step, roles: list[set[str]], at: datetime) -> Case:
    for number, part in enumerate(roles):
        actor = holder_of(sorted(part)[0], 100 + number, step)
        case = decide(case_id=case.pk, action=step.action, by=actor, at=at, **reasons_for(step))
    return case


@pytest.mark.requirement("K-05")
@pytest.mark.requirement("X-04")
@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_transition_is_taken_by_those_it_names(way, guards):
    for step, roles in zip(steps_of(way), named(way), strict=True):
        for alternative in sorted(set().union(*roles)):
            ordered = [part if alternative not in part else {alternative} for part in roles]
            case = with_all_papers(a_case_at(step, way.machine), step, at=moment_for(step))

            case = take(case, step, ordered, moment_for(step))

            assert case.state == step.to
    assert steps_of(way)[-1].to == way.to


@pytest.mark.requirement("K-05")
@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_transition_is_refused_to_every_role_it_does_not_name(way, guards):
    """To all of them together: one who holds whatever any of them holds, where the step is taken, and to the system."""
    for step, roles in zip(steps_of(way), named(way), strict=True):
        case = with_all_papers(a_case_at(step, way.machine), step, at=moment_for(step))
        others = {*ROLES, "system"} - set().union(*roles)
        for actor in (all_of(sorted(others - {"system"}), 200, step), *([SYSTEM] if "system" in others else [])):
            with pytest.raises(Refused) as refused:
                decide(case_id=case.pk, action=step.action, by=actor, at=moment_for(step), **reasons_for(step))

            assert refused.value.code == "not_allowed"
        with acting(SYSTEM):
            assert Case.objects.get(pk=case.pk).last_seq == case.last_seq


@pytest.mark.requirement("K-05")
@pytest.mark.django_db
@pytest.mark.parametrize("way", [w for w in WAYS if any(s.papers for s in steps_of(w))], ids=str)
def test_every_transition_is_refused_while_one_of_its_papers_is_missing(way, guards):
    for step, roles in zip(steps_of(way), named(way), strict=True):
        for missing in range(len(step.papers)):
            case = with_all_papers(a_case_at(step, way.machine), step, but=missing, at=moment_for(step))

            with pytest.raises(PaperMissing) as refused:
                take(case, step, roles, moment_for(step))

            assert refused.value.code == "paper_missing"


@pytest.mark.django_db
@pytest.mark.parametrize("way", [w for w in WAYS if any(s.reason or s.reason_list for s in steps_of(w))], ids=str)
def test_every_transition_that_asks_for_a_reason_is_refused_without(way, guards):
    for step, roles in zip(steps_of(way), named(way), strict=True):
        if step.reason or step.reason_list:
            case = with_all_papers(a_case_at(step, way.machine), step)

            with pytest.raises(ReasonMissing):
                decide(case_id=case.pk, action=step.action, by=holder_of(sorted(roles[0])[0], 100, step), at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("way", [w for w in WAYS if any(len(r) > 1 for r in named(w))], ids=str)
def test_where_two_must_agree_one_alone_moves_nothing(way, guards):
    for step, roles in zip(steps_of(way), named(way), strict=True):
        case = with_all_papers(a_case_at(step, way.machine), step)

        case = take(case, step, roles[:1], AT)

        assert (case.state, case.last_seq) == (step.state, case.last_seq)
        assert case.state != step.to or step.state == step.to


def test_every_text_of_the_file_has_its_reading():
    texts = {text for m in FILE for line in m["transitions"] for text in line.get("requires", ())}
    guards = {line["guard"] for m in FILE for line in m["transitions"] if "guard" in line}

    assert texts == set(DECIDED["requires"])
    assert guards == set(DECIDED["guard_texts"])


def test_every_deadline_and_norm_of_the_file_has_its_structured_one():
    elsewhere = {
        "penerima.dukcapil_meninggal": None,  # «on receipt»: an event, not a term a case waits out
        "sipkemas_ajuan.mulai_tenggat_laporan": ("MENUNGGU_LAPORAN", "lapor"),
    }
    for machine in (*FILE, *OWN):
        flow = machines()[machine["code"]].flow
        for line in machine["transitions"]:
            if "deadline" in line or "norm" in line:
                at = elsewhere.get(f"{flow.key}.{line['event']}", (line["from"].split("|")[0], line["event"]))
                assert at is None or flow.step(*at).deadline is not None, (flow.key, line)


def test_all_sixteen_machines_and_our_own_load_and_no_role_is_invented():
    assert len(machines()) == 16 + len(OWN)
    assert set(permissions_by_role()) <= {*ROLES, "system"}


def test_the_sources_copy_is_the_file_as_it_was_found():
    codes = [m["code"] for m in FILE]

    assert len(codes) == len(set(codes)) == 16
    assert sum(len(m["transitions"]) for m in FILE) == 150
