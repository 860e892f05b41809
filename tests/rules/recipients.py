"""A recipient of Bawang with a check, a task of the field, and a letter, for the walks."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Check, CheckNotice, CriteriaThreshold, FieldNote
from kesos.programmes.services import checks
from kesos.registry.models import Enrolment
from tests.api.things import Things
from tests.api.world import BAWANG, KEDIRI, NOW
from tests.registry.world import a_source


def a_recipient(things: Things) -> int:
    def make() -> int:
        with acting(SYSTEM):
            return Enrolment.objects.create(
                person=things.person, family=things.family, programme="PBI-JK", from_on=date(2026, 1, 1),
                source=a_source(), unlisted_reason="uji",
            ).pk  # fmt: skip

    return int(things.once("recipient", make))


def a_check(things: Things) -> int:
    """Begun, so that papers and a decision may come; returns the membership."""
    enrolment = a_recipient(things)

    def make() -> int:
        with acting(SYSTEM):
            checks.begin(enrolments=[enrolment], month=date(2026, 11, 1), by=SYSTEM, at=NOW)
        return enrolment

    return int(things.once("check", make))


def a_task(things: Things) -> int:
    """Set by a companion for the office."""
    enrolment = a_recipient(things)

    def make() -> int:
        with acting(SYSTEM):
            return FieldNote.objects.create(
                enrolment_id=enrolment, person=things.person, region_code=BAWANG, kind="to_office",
                text="Tolong kunjungi", by_user_id=0, by_name="Tri", at=NOW,
            ).pk  # fmt: skip

    return int(things.once("field task", make))


def a_notice(things: Things) -> int:
    """Told in writing; returns the membership."""
    enrolment = a_check(things)

    def make() -> int:
        with acting(SYSTEM):
            check = Check.objects.get(enrolment=enrolment)
            CheckNotice.objects.create(
                check_row=check, person=things.person, region_code=BAWANG, text="Bantuan berakhir.",
                told_on=NOW.date(), object_until=date(2026, 12, 3), answer_days=10,
            )  # fmt: skip
        return enrolment

    return int(things.once("check notice", make))


def a_threshold() -> None:
    with acting(SYSTEM):
        CriteriaThreshold.objects.create(region_id=KEDIRI, least=3, basis="Perwali", valid_from=date(2026, 1, 1))
