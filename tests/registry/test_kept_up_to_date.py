"""The social office keeps the recipients up to date: a newer file brings what has changed, and says from when."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Enrolment, Family, Listing, Person
from tests.registry.web_work import HEAD, SULASTRI, checked, text, work_off
from tests.registry.world import a_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
MOVED = SULASTRI.replace("JL. MAWAR 3", "JL. KENANGA 9")


def brought_in(client, content):
    run = checked(client, content)
    assert work_off(client.post(reverse("registry:import_apply", args=[run.pk]))).state == "done"


@pytest.mark.requirement("K-01")
def test_the_social_office_brings_a_recipients_data_up_to_date_by_a_newer_file(social_office):
    brought_in(social_office, HEAD + SULASTRI)
    with acting(SYSTEM):
        person, family = Person.objects.get(), Family.objects.get()
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), source=a_source())
        Enrolment.objects.create(
            person=person, family=family, programme="PKH", from_on=date(2026, 1, 1), source=a_source()
        )

    brought_in(social_office, HEAD + MOVED)
    page = text(social_office.get(reverse("registry:person", args=[person.pk])))

    assert "JL. KENANGA 9" in page
    assert "keadaan 1 November 2026" in page
    with acting(SYSTEM):
        assert (Person.objects.count(), Enrolment.objects.get().person_id) == (1, person.pk)
        assert family.history.get().before["address"] == "JL. MAWAR 3"


@pytest.mark.parametrize("kind", [Person, Family])
def test_no_column_of_a_person_or_family_changes_without_its_former_value_being_kept(kind):
    name = kind._meta.model_name
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = %s", [f"registry_keep_{name}"])
        (source,) = cursor.fetchone()

    left_out = {
        field.column for field in kind._meta.concrete_fields if f"o.{field.column} is distinct from" not in source
    }

    assert left_out == {"id", "source_id", "updated_at"} | ({"name_key"} if kind is Person else set())
