"""What follows when a case of the portal enters a state; each takes all cases of one act."""

from datetime import datetime

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.notices.services import Draft, notify_many
from kesos.portal.models import Report, RightRequest
from kesos.portal.models.reports import FLOW
from kesos.portal.services import consequences
from kesos.workflow.hooks import register_effect
from kesos.workflow.machines import flows, labels

SQL = statements("kesos.portal", "sql/reports.sql")
RIGHTS = statements("kesos.portal", "sql/rights.sql")


def follow_report(case_ids: list[int], by: Actor, at: datetime) -> None:
    """The report keeps its case's state, and who told it hears of it, in their own mailbox alone."""
    with acting(SYSTEM):
        run(SQL["follow_case"], {"ids": case_ids})
        run(SQL["end_reporters"], {"ids": case_ids})
        told = rows(SQL["readers"], {"ids": case_ids})
    say = labels()
    notify_many(
        [
            Draft(
                f"usul-sanggah:{report}:{state}", "Kabar laporan Anda",
                f"Laporan nomor {report} kini: {say.state(FLOW, state)}.", user_id=user,
                link=f"/saya/laporan/{report}/",
            )
            for report, user, state in told
        ],
        at=at,
    )  # fmt: skip


def act_on_proven(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        proven = list(Report.objects.filter(case_id__in=case_ids))
    for report in proven:
        follows = (
            consequences.recipient_to_check if report.kind == Report.Kind.SANGGAH else consequences.family_to_propose
        )
        follows(report=report, by=by, at=at)


def follow_right(case_ids: list[int], by: Actor, at: datetime) -> None:
    """The demand keeps its case's state and answer; a consent follows its withdrawal; the citizen hears of the end."""
    with acting(SYSTEM):
        run(RIGHTS["follow_case"], {"ids": case_ids})
        run(RIGHTS["act_on_consents"], {"ids": case_ids, "at": at})
        told = rows(RIGHTS["readers"], {"ids": case_ids})
    say = labels()
    notify_many(
        [
            Draft(
                f"hak-data:{right}:{state}", f"Jawaban: {say.flow(kind)}", f"Nomor {right}: {say.state(kind, state)}.",
                user_id=user, link=f"/saya/hak/{right}/",
            )
            for right, user, kind, state in told
        ],
        at=at,
    )  # fmt: skip


def carry_out_objection(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        granted = list(RightRequest.objects.filter(case_id__in=case_ids, enrolment__isnull=False).order_by("pk"))
    for objection in granted:
        consequences.membership_back(objection=objection, by=by, at=at)


for _state in flows()[FLOW].states:
    register_effect(FLOW, _state, follow_report)
register_effect(FLOW, "DITERIMA_BENAR", act_on_proven)
for _kind in RightRequest.Kind.values:
    for _state in flows()[_kind].states:
        register_effect(_kind, _state, follow_right)
for _state in ("DIKABULKAN", "DIANGGAP_DIKABULKAN"):
    register_effect(RightRequest.Kind.OBJECTION, _state, carry_out_objection)
