"""Officials and proposals of the running month, as its screens in Chromium need them."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Page

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.files import services as files
from kesos.foundation.actor import Actor
from kesos.proposals.models import Period, Proposal
from kesos.proposals.services import propose
from tests.access.world import BAWANG, an_official
from tests.files.uploads import photo
from tests.proposals.world import a_known_family

SignIn = Callable[[str, str], tuple[Page, Actor]]


def an_actor(name: str, role: str, area: str) -> Actor:
    return actor_for(an_official(name, role, area).pk, at=timezone.now())


def a_proposal(month: Period, by: Actor, name: str, *, whole: bool = True) -> Proposal:
    at = timezone.now()
    made = propose.propose(family_id=a_known_family(name).pk, period=month, by=by, at=at)
    if whole:
        with acting(by):
            for paper, kind in (("foto_rumah_depan", "photo"), ("berkas_ktp_kk", "identity_scan")):
                kept = files.put(data=SimpleUploadedFile("f.jpg", photo()), name="f.jpg", kind=kind,
                                 region_code=BAWANG, by=by, at=at)  # fmt: skip
                propose.attach(proposal=made, paper=paper, by=by, at=at, file_key=str(kept.key))
            propose.attach(proposal=made, paper="titik_koordinat", by=by, at=at, value="-7.8166,112.0114,8")
    return made


def matched(*found: Proposal) -> None:
    people = propose.members_of([each.case_id for each in found])
    outcomes = {case: dict.fromkeys(ids, "padan") for case, ids in people.items()}
    propose.take_match_results(outcomes=outcomes, at=timezone.now())
