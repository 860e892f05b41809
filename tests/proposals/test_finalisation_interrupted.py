"""A power cut while a month is finalised: nothing of it stands, and done again it ends as if nothing had happened."""

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Period, Proposal
from kesos.proposals.services import deliberate, determine, periods
from kesos.proposals.services.determine import ResultRow
from kesos.workflow import services as workflow
from tests.databases import own_copy
from tests.interrupted import stopped
from tests.proposals.world import (
    CENTRE,
    HEAD,
    LURAH,
    NOVEMBER,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    an_open_month,
    decide,
    matched,
    minutes,
    on,
    sign_and_upload,
    submitted,
)
from tests.registry import world as registry_world

# the head's request, in a process of its own: `point` stops it within its transaction
REQUEST = """
import django
django.setup()
from tests.interrupted import stop_after
from kesos.proposals.services import deliberate, determine, periods
from kesos.workflow import services as workflow
from tests.proposals import test_finalisation_interrupted as work
stop_after({point})
work.{act}()
"""
POINTS = {
    "carry_out": {"the minutes carried out, half of them": "workflow, 'decide_many', 1"},
    "endorse": {
        "the month endorsed, no proposal yet": "workflow, 'decide', 1",
        "the proposals endorsed, nothing locked": "workflow, 'decide_many', 1",
        "locked and sent, the rest not carried over": "workflow, 'decide_many', 2",
        "the last word of the endorsement": "periods, 'carry_over', 1",
    },
    "take_the_decree": {
        "the decree half taken": "workflow, 'decide_many', 1",
        "the decree taken, the month not": "workflow, 'attach_several', 1",
    },
}
TOLD = {
    "cases": "select title, flow, state, period, entered_at, closed_at from workflow_case",
    "decisions": """
        select c.title, d.action, d.to_state, d.moved, d.actor_id, d.at, d.reason
        from workflow_decision d join workflow_case c on c.id = d.case_id""",
    "papers": """
        select c.title, p.code, p.value, p.file_key, p.current
        from workflow_paper p join workflow_case c on c.id = p.case_id""",
    "proposals": "select number, m.month from proposals_proposal p join proposals_period m on m.id = p.period_id",
    "determinations": "select decree, imported_at from proposals_determination",
    "listings": "select family_id, register, from_on, to_on from registry_listing",
    # a number that a cut has used up is not given again
    "audit": "select kind, at, regexp_replace(subject, '[0-9]+', ''), region_code, details::text from audit_event",
}


def everything() -> dict[str, list[str]]:
    with acting(SYSTEM):
        return {name: sorted(map(repr, rows(select, {}))) for name, select in TOLD.items()}


def the_month() -> Period:
    with acting(SYSTEM):
        return Period.objects.get(month=NOVEMBER)


def minutes_uploaded() -> None:
    period = an_open_month()
    four = [submitted(a_draft(period, a_known_family(name))) for name in ("SULASTRI", "PAIJAN", "SUMIATI", "YATEMI")]
    matched(*four)
    held = minutes(period)
    deliberate.note_decisions(
        deliberation=held, agreed=[p.pk for p in four[:3]], refused={four[3].pk: ("US-01", "Punya mobil")},
        by=OPERATOR, at=on(9, 11),
    )  # fmt: skip
    sign_and_upload(held)
    submitted(a_draft(period, a_known_family("TUKIJO")))


def carry_out() -> None:
    with acting(LURAH):
        held = the_month().deliberations.get()
    deliberate.carry_out(deliberation=held, by=LURAH, at=on(11))


def finalised() -> None:
    minutes_uploaded()
    carry_out()
    period = the_month()
    for action, by, at in (("tutup_entri", SYSTEM, on(12)), ("mulai_verifikasi", SUPERVISOR, on(14))):
        with acting(by):
            workflow.decide(case_id=period.case_id, action=action, by=by, at=at)
    with acting(SYSTEM):
        waiting = list(Proposal.objects.filter(case__state="DIVERIFIKASI").order_by("pk"))
    for proposal in waiting:
        decide(proposal, "setujui", SUPERVISOR, on(15))
    with acting(SUPERVISOR):
        workflow.decide(case_id=period.case_id, action="finalisasi_dinsos", by=SUPERVISOR, at=on(16))


def endorse() -> None:
    periods.endorse(period=the_month(), letter_key="surat-1", by=HEAD, at=on(17))


def sent() -> None:
    finalised()
    endorse()
    with acting(CENTRE):
        workflow.decide(case_id=the_month().case_id, action="tarik", by=CENTRE, at=on(18))


def take_the_decree() -> None:
    with acting(SYSTEM):
        first, *others = Proposal.objects.filter(case__state="DIKIRIM").order_by("pk").values_list("number", flat=True)
    refused = [ResultRow(line, number, "TIDAK", "", "Desil 8") for line, number in enumerate(others, 3)]
    determine.import_results(
        period=the_month(), decree="1/HUK/2026", decreed_on=date(2026, 12, 2), file_key="hasil", by=CENTRE,
        at=on(3, month=12), results=[ResultRow(2, first, "DITETAPKAN", "3"), *refused],
    )  # fmt: skip


BEFORE: dict[str, Callable[[], None]] = {"carry_out": minutes_uploaded, "endorse": finalised, "take_the_decree": sent}


@pytest.mark.requirement("K-05")
@pytest.mark.parametrize("act", POINTS)
def test_kill_9_in_mid_finalisation_leaves_nothing_half_done(django_db_setup, django_db_blocker, monkeypatch, act):
    with own_copy(django_db_blocker, "calm"):
        monkeypatch.setattr(registry_world, "_serial", count(1))
        BEFORE[act]()
        globals()[act]()
        undisturbed = everything()

    with own_copy(django_db_blocker, "cut"):
        monkeypatch.setattr(registry_world, "_serial", count(1))
        BEFORE[act]()
        before = everything()
        halfway = {}
        for told, point in POINTS[act].items():
            with stopped(REQUEST.format(point=point, act=act)) as request:
                request.kill()
                request.wait()
            halfway[told] = everything()
        globals()[act]()
        found = everything()

    assert halfway == dict.fromkeys(POINTS[act], before)
    assert found != before
    assert found == undisturbed
