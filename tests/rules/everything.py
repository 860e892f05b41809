"""A row of Kota Kediri in every table that the database guards, beyond what the walks make already."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessAttemptExpiration, AccessFailureLog, AccessLog
from django.db import connection

from kesos.access.door import at_the_door
from kesos.access.models import GivenAnswer, OneTimeLink
from kesos.access.services.one_time_links import make_link
from kesos.bulk.models import StagedRow
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.notices.services import Draft, notify
from kesos.proposals.models import Attendee, Determination, DeterminationRow, SentRow
from kesos.registry.models import (
    Decile,
    Enrolment,
    FactRow,
    Family,
    FamilyVisit,
    ImportMapping,
    ImportRow,
    Match,
    Person,
    PersonVisit,
    PovertyTarget,
    PpksRecord,
    Reach,
)
from tests.api.world import BAWANG, NOW
from tests.insight.things import a_standing
from tests.institutions.world import a_home, helps, stays
from tests.journeys.things import fill_journeys
from tests.padan.things import a_finding, a_merge, a_pair_of
from tests.programmes.world import a_succession
from tests.registry.world import a_source
from tests.rules.recipients import a_notice as a_letter_told
from tests.rules.recipients import a_task
from tests.rules.walking import World, a_passkey, a_token, signed_in

GUARDED = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relrowsecurity and not c.relispartition order by 1
"""


def guarded_tables() -> list[str]:
    """Read from the database itself, so that a table born tomorrow is in it."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        return [name for (name,) in cursor.fetchall()]


def counts() -> dict[str, int]:
    """Without any filter of ours, as whoever acts."""
    asked = " union all ".join(f"select '{table}', count(*) from {table}" for table in guarded_tables())
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def fill(world: World) -> None:
    fill_journeys(world.things)
    a_finding(world.things)
    a_pair_of(world.things)
    a_merge()
    a_standing(world.things)
    things, operator = world.things, world.official("OP_DESA", BAWANG).user
    assert world.portal.report
    a_token(world)
    a_passkey(world)
    signed_in(operator)
    with acting(SYSTEM):
        source = a_source("SK November")
        Attendee.objects.create(
            deliberation=things.deliberation, region_code=BAWANG, place=1, name="SUGENG", standing="Ketua RT 01"
        )
        _registry(things.person, things.family, operator.pk, things.run.pk)
        decree = Determination.objects.create(
            period=things.month, decree="1/HUK/2026", decreed_on=date(2026, 11, 2), imported_at=NOW,
            imported_by=operator.pk, source=source,
        )  # fmt: skip
        SentRow.objects.create(
            period=things.month, proposal=things.proposal, region_code=BAWANG, number="U-1", kind="new",
            head_name="SULASTRI",
        )  # fmt: skip
        DeterminationRow.objects.create(determination=decree, proposal=things.proposal, is_listed=True)
        StagedRow.objects.create(
            batch_id=things.run.batch_id, line=2, user_id=operator.pk, texts=["SULASTRI"], kinds="t"
        )
        GivenAnswer.objects.create(
            user=operator, key="a", fingerprint="f", status=200, answer="{}", given_at=NOW,
            ends_at=NOW + timedelta(hours=1),
        )  # fmt: skip
    a_letter_told(things)
    a_task(things)
    notify(Draft(key="usulan:1", subject="Usulan", body="Lengkapi", user_id=operator.pk), at=NOW)
    with at_the_door():
        make_link(user=operator, purpose=OneTimeLink.Purpose.INVITATION, at=NOW, lasts=timedelta(hours=1))
        address = EmailAddress.objects.create(user=operator, email="dwi@contoh.example")
        EmailConfirmation.objects.create(email_address=address, key="k", created=NOW)
        UserSession.objects.create(user=operator, ip="10.0.0.1", session_key="s", user_agent="peramban")
        told = {"username": operator.username, "ip_address": "10.0.0.1", "user_agent": "peramban"}
        attempt = AccessAttempt.objects.create(**told, failures_since_start=1)
        AccessAttemptExpiration.objects.create(access_attempt=attempt, expires_at=NOW)
        AccessFailureLog.objects.create(**told)
        AccessLog.objects.create(**told)


def _registry(person: Person, family: Family, user_id: int, run_id: int) -> None:
    source = a_source("BNBA Oktober", date(2026, 10, 1))
    Decile.objects.create(family=family, release="2026-3", decile=2, as_sent="2", source=source)
    ImportMapping.objects.create(
        sender="Disdukcapil", region_code=BAWANG, headings="h", columns={"nik": 0}, used_at=NOW
    )
    Enrolment.objects.create(
        person=person, family=family, programme="PKH", from_on=date(2026, 1, 1), source=source, unlisted_reason="uji"
    )
    PpksRecord.objects.create(person=person, type="PPKS-13", from_on=date(2026, 1, 1), source=source)
    PovertyTarget.objects.create(family=family, period="2026", from_on=date(2026, 1, 1), source=source)
    stays(person, a_home())
    helps(person=person)
    a_succession(at=NOW)
    Match.objects.create(person=person, asked_at=NOW, outcome="padan", by_user_id=user_id)
    Reach.objects.create(person=person, holder="forum:3", region_code=BAWANG, from_on=date(2026, 1, 1), why="Kandidat")
    visit = FamilyVisit.objects.filter(family=family).first()
    PersonVisit.objects.create(person=person, visit=visit, source=source, recorded_at=NOW)
    told = {"run_id": run_id, "by_user_id": user_id, "line": 2, "verdict": "new"}
    ImportRow.objects.create(**told, full_name="SULASTRI")
    FactRow.objects.create(**told)
    # the database itself keeps what was before, and the card's former number
    Person.objects.filter(pk=person.pk).update(full_name="SULASTRI NINGSIH", source=source, updated_at=NOW)
    Family.objects.filter(pk=family.pk).update(
        kk=(family.kk or 0) + 1, address="JL. MELATI 4", source=source, updated_at=NOW
    )
