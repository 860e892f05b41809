"""Rules propose that a recipient be looked at; they decide nothing (UU 27/2022: a person decides)."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.region_code import is_region_code
from kesos.programmes.models.checks import ENDS, Check, CriteriaThreshold
from kesos.programmes.queries import check_pages, checks, criteria
from kesos.programmes.queries.checks import SQL
from kesos.programmes.queries.criteria import SQL as CRITERIA
from kesos.programmes.services.checks import begin

A_SLICE = 20_000
KEPMENSOS = "Kepmensos 262/HUK/2022"
RULES = "Aturan program"


@dataclass(frozen=True, slots=True)
class Slice:
    """`last` is where the next slice begins; None when there is no more."""

    last: int | None
    looked_at: int
    proposed: int


@transaction.atomic
def propose_slice(*, after: int, at: datetime, most: int = A_SLICE) -> Slice:
    """Look at the next recipients by all rules at once; run again, nobody is proposed twice in a month."""
    today = timezone.localdate(at)
    with acting(SYSTEM):
        ids = [one for (one,) in rows(SQL["slice"], {"after": after, "limit": most})]
        if not ids:
            return Slice(None, 0, 0)
        found = what_rules_say(ids, on=today)
        begun = begin(enrolments=sorted(found), month=checks.month_of(today), by=SYSTEM, at=at, found=found)
        if begun:
            audit.record("programmes.checks_proposed", by=SYSTEM, at=at, subject="checks", count=len(begun))
        return Slice(ids[-1] if len(ids) == most else None, len(ids), len(begun))


def what_rules_say(enrolments: list[int], *, on: date) -> dict[int, list[dict[str, str]]]:
    """Of each for whom a rule refuses, or who is certainly below the threshold: code, sentence, source and day."""
    said: dict[int, list[dict[str, str]]] = {}
    for ref, told in check_pages.found_by_rules(enrolments, on=on).items():
        # the dead leave by the death itself
        if refusing := [each for each in told if each.refuses and each.code != "TL-03"]:
            said[ref] = [
                {"code": each.code, "sentence": each.sentence, "source": RULES, "on": on.isoformat()}
                for each in refusing
            ]
    if criteria.any_threshold(on=on):
        for ref, weighed in criteria.of_recipients(enrolments, on=on).items():
            if weighed.below:
                day = (weighed.visited_on or on).isoformat()
                line = {"code": "FM", "sentence": weighed.told, "source": KEPMENSOS, "on": day}
                said.setdefault(ref, []).append(line)
    return said


@transaction.atomic
def ask_for(*, enrolment_id: int, sentence: str, source: str, at: datetime) -> Check | None:
    """What was found in the field is put before whoever checks; asked again, nothing is added.

    None where the recipient receives nothing any more, or was found fit this month: then only a person can begin anew.
    """
    today = timezone.localdate(at)
    line = {"code": checks.FROM_FIELD, "sentence": sentence, "source": source, "on": today.isoformat()}
    with acting(SYSTEM):
        month = checks.month_of(today)
        begin(enrolments=[enrolment_id], month=month, by=SYSTEM, at=at, found={enrolment_id: [line]})
        run(SQL["mark"], {"enrolment": enrolment_id, "line": json.dumps([line], ensure_ascii=False), "at": at})
        open_one = Check.objects.select_related("case").filter(enrolment=enrolment_id).exclude(state__in=ENDS)
        return open_one.first()


@transaction.atomic
def set_threshold(*, region_code: str, least: int, basis: str, valid_from: date, by: Actor, at: datetime) -> None:
    """How many of the eight criteria are needed in a kab/kota from a day on; the earlier rule ends the day before."""
    if len(region_code) != 4 or not is_region_code(region_code):
        raise NotFound("Pilih kabupaten atau kota.", field="wilayah")
    by.require("setting.manage", region_code)
    if not 1 <= least <= 8:
        raise Refused("Batas kriteria antara 1 dan 8.", code="threshold_wrong", field="batas")
    if not basis.strip():
        raise Refused("Sebutkan keputusan yang menetapkannya.", code="basis_missing", field="dasar")
    if valid_from < timezone.localdate(at):
        raise Refused("Berlaku paling cepat hari ini.", code="day_past", field="berlaku")
    with acting(by):
        told = {"region": region_code, "day": valid_from, "before": date.fromordinal(valid_from.toordinal() - 1)}
        run(CRITERIA["end_threshold"], told)
        if CriteriaThreshold.objects.filter(region=region_code, valid_from__gte=valid_from).exists():
            raise Refused("Sudah ada batas yang berlaku mulai hari itu.", code="threshold_twice", field="berlaku")
        CriteriaThreshold.objects.create(region_id=region_code, least=least, basis=basis.strip(), valid_from=valid_from)
        audit.record(
            "programmes.threshold_set", by=by, at=at, subject=f"region:{region_code}", region_code=region_code,
            least=least, basis=basis.strip()[:200],
        )  # fmt: skip
