"""What follows a proven report or a granted objection, in one place.

A report ends at the operator of the kelurahan: a notice, and it stands on the list «Perlu tindak lanjut». An objection
gives back what the decision took.
"""

from datetime import datetime

from kesos.access.queries.officials import holding
from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.notices.services import Draft, notify_many
from kesos.portal.models import Report, RightRequest
from kesos.portal.queries.reports import FOLLOW_UP
from kesos.programmes.services import give_back


def recipient_to_check(*, report: Report, by: Actor, at: datetime) -> None:
    """A proven sanggah: the recipient goes to the eligibility check; aid is not touched before a person decides."""
    _ask_operator(
        report, "Periksa kelayakan penerima", "Sanggahan masyarakat terbukti. Periksa kelayakan penerima.", at
    )
    record(
        "portal.recipient_to_check", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code,
        programme=report.programme,
    )  # fmt: skip


def family_to_propose(*, report: Report, by: Actor, at: datetime) -> None:
    """A proven usul: the operator proposes the family as any other."""
    _ask_operator(report, "Usulkan keluarga", "Usul masyarakat terbukti. Usulkan keluarganya seperti usulan lain.", at)
    record(
        "portal.family_to_propose", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code,
        programme=report.programme,
    )  # fmt: skip


def membership_back(*, objection: RightRequest, by: Actor, at: datetime) -> None:
    """The membership it names runs on, or its holder waits before all others; what happened stands with the answer.

    Where it cannot be, the head is told and nothing is granted; the clock alone goes on and keeps the sentence.
    """
    if objection.enrolment_id is None:
        return
    try:
        said = give_back.give_back(enrolment_id=objection.enrolment_id, by=by, at=at).sentence
    except Refused as refusal:
        if not by.is_system:
            raise
        said = f"Kepesertaannya belum dapat dipulihkan: {refusal.sentence}"
    with acting(SYSTEM):
        RightRequest.objects.filter(pk=objection.pk).update(consequence=said)
    record(
        "portal.objection_carried_out", by=by, at=at, subject=f"right:{objection.pk}",
        region_code=objection.region_code, said=said,
    )  # fmt: skip


def _ask_operator(report: Report, subject: str, body: str, at: datetime) -> None:
    notify_many(
        [
            Draft(f"usul-sanggah:{report.pk}:terbukti", subject, body, user_id=each.id,
                  link=f"/usul-sanggah/{report.pk}/")
            for each in holding(FOLLOW_UP, report.region_code, at=at)
        ],
        at=at,
    )  # fmt: skip
