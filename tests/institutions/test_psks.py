"""Those who help: people of the registry and institutions by name, each once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.institutions.models import Psks
from kesos.registry.models import Person
from tests.institutions.world import helps
from tests.registry.facts_world import NIK, OFFICER, brought, everything, said, sulastri
from tests.registry.world import BAWANG, an_operator

pytestmark = pytest.mark.django_db

HEAD = "JENIS_PSKS,NIK,NAMA,KODE_WILAYAH,SEJAK\n"
TAGANA = f"PSKS-03,{NIK},SULASTRI,{BAWANG},2024-05-01\n"
LKS = f"PSKS-04,,LKS Kasih  Ibu,{BAWANG[:6]},2020-01-01\n"


@pytest.mark.requirement("J-08")
def test_people_and_institutions_come_in_by_one_file_and_again_changes_nothing(tmp_path):
    person, _ = sulastri()

    run = brought(tmp_path, "psks", HEAD + TAGANA + LKS)
    before = everything(Psks)
    again = brought(tmp_path, "psks", HEAD + TAGANA + LKS.replace("Kasih  Ibu", "KASIH IBU"))

    assert (run.counts, again.counts) == ({"new": 2}, {"same": 2})
    assert everything(Psks) == before
    with acting(OFFICER):
        assert list(Psks.objects.order_by("type").values_list("type", "person", "name", "region", "from_on")) == [
            ("PSKS-03", person.pk, "", BAWANG, date(2024, 5, 1)),
            ("PSKS-04", None, "LKS Kasih Ibu", BAWANG[:6], date(2020, 1, 1)),
        ]


def test_a_helper_nobody_knew_is_written_down_with_the_sex_their_nik_says(tmp_path):
    run = brought(tmp_path, "psks", HEAD + TAGANA)

    assert said(run, "warnings") == {2: "PERSON_NEW SEX_BY_NIK"}
    with acting(OFFICER):
        assert Person.objects.values_list("nik", "sex", "region_id").get() == (NIK, "P", BAWANG)


def test_wrong_rows_stay_out_with_a_sentence(tmp_path):
    rows = {
        f"PSKS-13,{NIK},SULASTRI,{BAWANG},2024-05-01": "PSKS_UNKNOWN",
        f"PSKS-03,,SULASTRI,{BAWANG},2024-05-01": "PSKS_NIK_NEEDED",
        f"PSKS-04,,,{BAWANG},2024-05-01": "NAME_BLANK",
        "PSKS-04,,LKS,999999,2024-05-01": "PLACE_UNKNOWN",
        "PSKS-04,,LKS,3572011001,2024-05-01": "REGION_NOT_YOURS",
        f"PSKS-04,,LKS,{BAWANG},": "FROM_BLANK",
    }

    run = brought(tmp_path, "psks", HEAD + "\n".join(rows) + "\n")

    assert said(run) == dict(enumerate(rows.values(), 2))
    assert everything(Psks, Person) == [[], []]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"name": ""}, "psks_person_or_name"),
        ({"name": "LKS Kasih Ibu", "code": "tagana"}, "psks_type"),
        ({"name": "LKS Kasih Ibu", "to_on": date(2020, 1, 1)}, "psks_order"),
        ({"name": "lks kasih ibu", "code": "PSKS-04"}, "psks_institution_once"),
    ],
)
def test_the_database_keeps_who_it_is_and_each_once(row, why):
    helps("PSKS-04", name="LKS Kasih Ibu")

    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        helps(**row)


def test_a_person_is_of_one_kind_once():
    person, _ = sulastri()
    helps(person=person)

    with pytest.raises(IntegrityError, match="psks_person_once"), transaction.atomic():
        helps(person=person)


def test_another_city_sees_no_helper_of_ours():
    helps(name="LKS Kasih Ibu", code="PSKS-04")

    with acting(an_operator("3572")):
        assert not Psks.objects.exists()
