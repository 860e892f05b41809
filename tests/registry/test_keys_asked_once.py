"""What points at a source or a place points at one that is there, though no row is locked to make sure."""

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Family, Listing, Membership, Person, Source
from tests.registry.world import AT, NGRONGGO, a_family, a_person, a_source

pytestmark = pytest.mark.django_db
NOWHERE = "3571039999"


def refused(act, word: str) -> None:
    with acting(SYSTEM), pytest.raises(IntegrityError, match=word), transaction.atomic():
        act()


def test_somebody_of_no_source_or_of_no_place_is_refused():
    source = a_source()
    told = {"no_nik_reason": "unknown", "full_name": "SULASTRI", "sex": "P", "updated_at": AT}

    refused(lambda: Person.objects.create(**told, region_id=NGRONGGO, source_id=source.pk + 99), "registry_source")
    refused(lambda: Person.objects.create(**told, region_id=NOWHERE, source=source), NOWHERE)
    refused(lambda: Family.objects.create(region_id=NOWHERE, source=source, updated_at=AT), NOWHERE)


def test_one_wrong_row_among_many_is_found():
    source = a_source()
    rows = [
        Person(no_nik_reason="unknown", full_name="A", sex="P", updated_at=AT, region_id=place, source=source)
        for place in (NGRONGGO, NGRONGGO, NOWHERE, NGRONGGO)
    ]

    refused(lambda: Person.objects.bulk_create(rows), NOWHERE)


@pytest.mark.parametrize("table", [Person, Family, Membership, Listing])
def test_a_change_to_a_source_that_is_not_there_is_refused(table):
    family = a_family(a_person())
    with acting(SYSTEM):
        Listing.objects.create(family=family, register="dtsen", from_on=AT.date(), source=family.source)

    refused(lambda: table.objects.update(source_id=2**40), "registry_source")


@pytest.mark.parametrize(
    "statement",
    [
        "delete from registry_source where id = %s", "update registry_source set id = id + 1000000 where id = %s",
        "delete from regions_region where code = '3571031001' and %s > 0",
        "update regions_region set code = '3571031099' where code = '3571031001' and %s > 0",
    ],
)  # fmt: skip
def test_what_is_pointed_at_stays(statement):
    source = a_source()

    def act():
        with connection.cursor() as cursor:
            cursor.execute(statement, [source.pk])

    refused(act, "stay")
    assert Source.objects.filter(pk=source.pk).exists()
