"""A generated folder comes in whole, in the right order, and a second time changes nothing."""

from datetime import date
from pathlib import Path

import pytest

from kesos.database.acting import acting
from kesos.demo.people import generate
from kesos.foundation.errors import NotFound
from kesos.registry.facts.folder import import_folder
from kesos.registry.imports import services as imports
from kesos.registry.models import Decile, Enrolment, FamilyVisit, Listing, PersonVisit
from tests.registry.facts_world import everything
from tests.registry.world import AT, an_operator

pytestmark = pytest.mark.django_db
HEAD = an_operator("", permissions=("person.view", "import.run"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("penduduk")
    generate("3571", 60, 7, out, faults="none", say=lambda sentence: None)
    return out


def with_its_people(folder: Path) -> None:
    batch = imports.stage_file(path=folder / "penduduk.csv", file_name="penduduk.csv", sheet="", by=HEAD, at=AT)
    run = imports.open_import(
        batch_id=batch.pk, file_name="penduduk.csv", sender="Data contoh", dated_on=date(2026, 7, 1), region_code="",
        by=HEAD, at=AT,
    )  # fmt: skip
    imports.check(run_id=run.pk, same_name=0.5, doubles_percent=50, by=HEAD)
    imports.apply(run_id=run.pk, by=HEAD, at=AT)


def test_every_fact_of_the_folder_is_there_and_again_changes_nothing(folder):
    with_its_people(folder)
    tables = (Listing, FamilyVisit, PersonVisit, Decile, Enrolment)

    first = import_folder(folder, by=HEAD, at=AT)
    before = everything(*tables)
    again = import_folder(folder, by=HEAD, at=AT)

    told = dict(zip(tables, (len(rows) for rows in before), strict=True))
    assert first == {
        "refused": 0, "listing_dtks": first["listing_dtks"], "listing_dtsen": told[Listing] - first["listing_dtks"],
        "family_visit": told[FamilyVisit], "person_visit": told[PersonVisit], "decile": told[Decile],
        "enrolment": told[Enrolment],
    }  # fmt: skip
    assert min(told.values()) > 20
    assert set(again.values()) == {0}
    assert everything(*tables) == before
    with acting(HEAD):
        assert Enrolment.objects.exclude(unlisted_reason="").count() == 0


def test_visits_come_in_for_the_recipients_of_the_named_kelurahan_alone(folder):
    with_its_people(folder)
    village = (folder / "penerima.csv").read_text().splitlines()[1].rsplit(",", 1)[1]

    told = import_folder(folder, by=HEAD, at=AT, visits_in=[village])

    with acting(HEAD):
        visits = FamilyVisit.objects.select_related("family")
        assert {visit.family.region_id for visit in visits} == {village}
        assert told["family_visit"] == len(visits) > 0
        assert told["person_visit"] == PersonVisit.objects.filter(visit__in=visits).count() > 0


def test_a_folder_without_one_of_its_files_is_refused_by_name(tmp_path):
    with pytest.raises(NotFound, match=r"keluarga\.csv tidak ada"):
        import_folder(tmp_path, by=HEAD, at=AT)
