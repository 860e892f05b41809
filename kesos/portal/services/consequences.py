"""What follows a proven report, in one place, so that the part `programmes` can take these calls over.

Today both end at the operator of the kelurahan: a notice, and the report stands on the list «Perlu tindak lanjut».
"""

from datetime import datetime

from kesos.access.queries.officials import holding
from kesos.audit.services import record
from kesos.foundation.actor import Actor
from kesos.notices.services import Draft, notify_many
from kesos.portal.models import Report
from kesos.portal.queries.reports import FOLLOW_UP


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


def _ask_operator(report: Report, subject: str, body: str, at: datetime) -> None:
    notify_many(
        [
            Draft(f"usul-sanggah:{report.pk}:terbukti", subject, body, user_id=each.id,
                  link=f"/usul-sanggah/{report.pk}/")
            for each in holding(FOLLOW_UP, report.region_code, at=at)
        ],
        at=at,
    )  # fmt: skip
