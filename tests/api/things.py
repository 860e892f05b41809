"""One of everything in Kota Kediri, mostly of the kelurahan Bawang, for walking through every endpoint."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

from kesos.audit.models import AuditEvent
from kesos.bulk.models import Batch
from kesos.database.acting import acting
from kesos.documents.models import Document
from kesos.documents.services import certify
from kesos.evidence.models import HousePhoto
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.jobs.models import JobRun
from kesos.proposals.models import Deliberation, Period, Proposal
from kesos.proposals.services import deliberate
from kesos.registry.models import Family, FamilyVisit, IdentityTask, ImportRun, Listing, Person
from kesos.registry.services import visit_family
from kesos.workflow.models import Case
from tests.api.world import BAWANG, NOW, Program, a_picture
from tests.documents.conftest import Dinas
from tests.evidence.world import picture
from tests.proposals.world import a_draft, a_known_family, an_open_month
from tests.registry.world import a_person, a_source


@dataclass(frozen=True)
class Things:
    person: Person
    asker: Person
    family: Family
    task: IdentityTask
    run: ImportRun
    job: JobRun
    month: Period
    proposal: Proposal
    deliberation: Deliberation
    request: int
    letter: Document
    dinas: Dinas
    event: int
    file: StoredFile
    visit: FamilyVisit
    closed_visit: FamilyVisit
    house_photo: HousePhoto
    more: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What only some walks ask for, made when the first asks."""
        if name not in self.more:
            self.more[name] = make()
        return self.more[name]


def all_things(operator: Program, lurah: Program, dinas: Dinas) -> Things:
    family, month = a_known_family(), an_open_month()
    draft = a_draft(month, family, by=operator.actor)
    listed = a_known_family("YATEMI")
    with acting(SYSTEM):
        person = family.memberships.get(relation=1).person
        Listing.objects.create(
            family=listed, register="dtsen", from_on=date(2026, 1, 2), decree="1/HUK/2026", source=a_source()
        )
        newborn = a_person("BAYI", no_nik_reason="newborn")
        task = IdentityTask.objects.create(person=newborn, kind="no_nik", region_code=BAWANG, opened_at=NOW)
        asker = listed.memberships.get(relation=1).person
    with acting(operator.actor):
        batch = Batch.objects.create(
            kind="people", user_id=operator.user.pk, region_code=BAWANG, file_name="bnba.csv", created_at=NOW
        )
        run = ImportRun.objects.create(
            batch_id=batch.pk, file_name="bnba.csv", sender="Disdukcapil", region_code=BAWANG,
            dated_on=date(2026, 11, 1), by_user_id=operator.user.pk, labels=["nik", "nama", "desa"],
            columns={"nik": 0, "full_name": 1, "village": 2}, created_at=NOW,
        )  # fmt: skip
        job = JobRun.objects.create(
            kind="registry.import_check", title="Memeriksa", user_id=operator.user.pk, region_code=BAWANG,
            created_at=NOW,
        )  # fmt: skip
        asked = certify.ask(
            person_id=asker.pk, purpose="Beasiswa", ktp_key=str(uuid4()), kk_key=str(uuid4()), by=operator.actor,
            at=NOW,
        )  # fmt: skip
    held = deliberate.schedule(
        period=month, region_code=BAWANG, held_on=date(2026, 11, 9), place="Balai", by=lurah.actor, at=NOW
    )
    letter = dinas.issue(at=NOW)
    with acting(operator.actor):
        file = files.put(
            data=a_picture(), name="rumah.png", kind="photo", region_code=BAWANG, by=operator.actor, at=NOW
        )
    with acting(operator.actor):
        visit = visit_family.open_visit(family_id=family.pk, by=operator.actor, at=NOW)
        closed_visit = FamilyVisit.objects.filter(family=family, draft=False).latest("pk")
    house_photo = photograph(
        family_id=family.pk, view="side", data=BytesIO(picture(1)), name="rumah.png", by=operator.actor, at=NOW
    ).photo
    locate(
        family_id=family.pk, told=Told("device", Decimal("-7.862654"), Decimal("112.061103"), 8), by=operator.actor,
        at=NOW,
    )  # fmt: skip
    with acting(SYSTEM):
        Case.objects.filter(pk=draft.case_id).update(due_at=NOW - timedelta(hours=1))
        event = AuditEvent.objects.filter(region_code=BAWANG).values_list("id", flat=True).first()
    return Things(
        person,
        asker,
        family,
        task,
        run,
        job,
        month,
        draft,
        held,
        asked.pk,
        letter,
        dinas,
        event,
        file,
        visit,
        closed_visit,
        house_photo,
    )
