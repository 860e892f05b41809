"""What follows a proven report: a check of the recipient, or drafts for the family; else the operator is asked. And
what follows a granted objection: what the decision took is given back.

Nothing that is handed on tells who told it, or what they wrote: what counts is what an official found at the house.
"""

from collections.abc import Sequence
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
from kesos.programmes.services.check_proposals import ask_for
from kesos.proposals.services.begin_draft import begin_drafts
from kesos.workflow.models import Case


def recipient_to_check(*, report: Report, by: Actor, at: datetime) -> None:
    """A proven sanggah: the recipient goes to the eligibility check; aid is not touched before a person decides."""
    check = None
    if report.enrolment_id is not None:
        check = ask_for(
            enrolment_id=report.enrolment_id, sentence=f"Ditemukan di lapangan: {report.field_result}",
            source=f"usul-sanggah nomor {report.pk}", at=at,
        )  # fmt: skip
    if check:
        _begun(report, [check.case], by, at)
        _tell(report, "Periksa kelayakan penerima", "Sanggahan masyarakat terbukti. Pemeriksaan penerima sudah dibuka "
              "dengan hasil lapangannya.", check.case.path, at)  # fmt: skip
    else:
        _tell(
            report,
            "Periksa kelayakan penerima",
            "Sanggahan masyarakat terbukti, tetapi bulan ini penerima sudah "
            "diputus atau tidak menerima lagi. Periksa pada bulan berikutnya.",
            f"/usul-sanggah/{report.pk}/",
            at,
        )
    record(
        "portal.recipient_to_check", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code,
        programme=report.programme,
    )  # fmt: skip


def family_to_propose(*, report: Report, by: Actor, at: datetime) -> None:
    """A proven usul: drafts begin where the family is known here; else the operator proposes it as any other."""
    said, link = "Usulkan keluarganya seperti usulan lain.", f"/usul-sanggah/{report.pk}/"
    if report.family_id is not None:
        begun = begin_drafts(family_id=report.family_id, programme=report.programme, at=at)
        if begun.drafts:
            cases = list(Case.objects.filter(pk__in=[each.case_id for each in begun.drafts]).order_by("pk"))
            _begun(report, cases, by, at)
            said, link = "Drafnya sudah dibuat; lengkapi lalu ajukan.", cases[0].path
        else:
            said = " ".join([*begun.why_not, said])
    _tell(report, "Usulkan keluarga", f"Usul masyarakat terbukti. {said}", link, at)
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


def _begun(report: Report, cases: Sequence[Case], by: Actor, at: datetime) -> None:
    """The work stands in the lists of its own flow now, so the report asks for nothing more."""
    Report.objects.filter(pk=report.pk).update(
        begun=[case.pk for case in cases], followed_at=at, followed_by=by.user_id
    )


def _tell(report: Report, subject: str, body: str, link: str, at: datetime) -> None:
    notify_many(
        [
            Draft(f"usul-sanggah:{report.pk}:terbukti", subject, body, user_id=each.id, link=link)
            for each in holding(FOLLOW_UP, report.region_code, at=at)
        ],
        at=at,
    )
