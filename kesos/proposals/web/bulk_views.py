"""Many proposals decided in one act: what moved, and what did not with its reason."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.proposals.models import Proposal
from kesos.proposals.models.proposals import FLOW
from kesos.proposals.queries import proposals
from kesos.proposals.web.list_views import BULK, FLOWS
from kesos.proposals.web.steps import Typed
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow import services as kernel
from kesos.workflow.machines.labels import labels

AT_ONCE = 500
NOTHING = "Belum ada usulan yang dipilih. Centang barisnya dahulu."
NO_CODE = "Pilih kode alasan untuk menolak, lalu ulangi."


@dataclass(frozen=True, slots=True)
class Unmoved:
    proposal: Proposal
    why: str


@needs(proposals.VIEW)
@require_POST
def decide(request: SignedIn) -> HttpResponse:
    typed = Typed.of(request.POST)
    if typed.action not in BULK:
        raise NotFound("Langkah ini tidak dikenal. Muat ulang halaman.")
    chosen = [n for each in request.POST.getlist("pilih")[:AT_ONCE] if (n := number_of(each)) is not None]
    found = list(proposals.visible_to(request.actor).select_related("case").filter(pk__in=chosen).order_by("pk"))
    if not found:
        raise Refused(NOTHING, code="nothing_chosen")
    codes = dict(workflow.reasons("USULAN", on=timezone.localdate()))
    if typed.action == "tolak" and typed.reason_code not in codes:
        raise Refused(NO_CODE, code="reason_code_missing", field="kode")
    with transaction.atomic():
        moved: set[int] = set()
        refused: dict[int, str] = {}
        for flow in FLOWS:
            outcome = kernel.decide_many(
                flow=flow, action=typed.action, case_ids=[e.case_id for e in found if e.case.flow == flow],
                by=request.actor, at=timezone.now(), reason=typed.reason,
                reason_code=typed.reason_code if typed.action == "tolak" else "",
            )  # fmt: skip
            moved |= {*outcome.moved, *outcome.repeated}
            refused |= outcome.refused
    told = {
        "action": labels().done(FLOW, typed.action),
        "moved": [each for each in found if each.case_id in moved],
        "unmoved": [Unmoved(each, refused[each.case_id]) for each in found if each.case_id in refused],
        "missing": len(set(chosen)) - len(found),
    }
    return render(request, "proposals/bulk.html", told)
