"""PPKS by type: once while open, by the rules of the list; people nobody knew yet come in with them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.facts import queries
from kesos.registry.facts import services as facts
from kesos.registry.imports import runs
from kesos.registry.models import Family, IdentityTask, Membership, Person, PpksRecord
from tests.registry.facts_world import KK, NIK, OFFICER, brought, everything, opened, said, sulastri
from tests.registry.world import AT, BAWANG, a_family, a_nik, a_person, a_source, an_operator

pytestmark = pytest.mark.django_db

HEAD = "NIK,NO_KK,NAMA_LENGKAP,JENIS_KELAMIN,TANGGAL_LAHIR,KODE_WILAYAH,JENIS_PPKS,RAGAM_DISABILITAS,SEJAK\n"
PAIMAN = f"9971031501500007,,PAIMAN,L,15/01/1950,{BAWANG},PPKS-08,,2025-03-01\n"


def recorded(person: Person, code: str, *, since=date(2025, 1, 1), until=None, kinds=()):
    with acting(SYSTEM):
        return PpksRecord.objects.create(
            person=person, type=code, from_on=since, to_on=until, disabilities=list(kinds), source=a_source()
        )


@pytest.mark.requirement("J-07", "J-54")
def test_a_record_has_its_type_its_kinds_and_its_days(tmp_path):
    person, _ = sulastri()

    run = brought(
        tmp_path, "ppks", HEAD + f"{NIK},{KK},SULASTRI,P,12/04/1979,{BAWANG},PPKS-09,Fisik; sensorik,2025-03-01\n"
    )

    assert (run.state, run.counts, said(run, "warnings")) == ("applied", {"new": 1}, {})
    with acting(OFFICER):
        one = PpksRecord.objects.get()
        assert (one.person_id, one.type, one.disabilities, one.from_on, one.to_on, one.source.title) == (
            person.pk, "PPKS-09", ["fisik", "sensorik"], date(2025, 3, 1), None, "Kemensos: fakta.csv",
        )  # fmt: skip


@pytest.mark.parametrize("written", ["PPKS-13", "ppks-13", "Pemulung", "PML"])
def test_a_type_may_be_written_as_code_name_or_short_name(tmp_path, written):
    sulastri()

    brought(tmp_path, "ppks", HEAD + f"{NIK},,SULASTRI,,,,{written},,2025-03-01\n")

    with acting(OFFICER):
        assert PpksRecord.objects.get().type == "PPKS-13"


@pytest.mark.requirement("J-56")
def test_every_one_of_the_26_types_can_be_recorded(tmp_path):
    sulastri()
    codes = [f"PPKS-{number:02d}" for number in range(1, 27)]

    run = brought(tmp_path, "ppks", HEAD + "".join(f"{NIK},,SULASTRI,,,,{code},fisik,2025-03-01\n" for code in codes))

    assert run.counts == {"new": 26}
    with acting(OFFICER):
        assert sorted(PpksRecord.objects.values_list("type", flat=True)) == codes


def test_several_types_stand_at_once_and_the_same_one_only_once_while_open(tmp_path):
    person, _ = sulastri()
    recorded(person, "PPKS-13", since=date(2020, 1, 1), until=date(2021, 1, 1))

    recorded(person, "PPKS-13")
    recorded(person, "PPKS-23")

    with pytest.raises(IntegrityError, match="ppks_once_while_open"), transaction.atomic():
        recorded(person, "PPKS-13", since=date(2025, 5, 1))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"until": date(2024, 1, 1)}, "ppks_order"),
        ({"kinds": ("tuna netra",)}, "ppks_disability_of_uu_8_2016"),
        ({"code": "PPKS-27"}, "PPKS-27"),
    ],
)
def test_the_database_keeps_order_kinds_and_types(wrong, why):
    person, _ = sulastri()

    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        recorded(person, **{"code": "PPKS-13"} | wrong)


def test_the_database_takes_somebody_without_nik_only_into_a_type_that_may_stand_without():
    with acting(SYSTEM):
        nobody = Person.objects.create(
            no_nik_reason="no_document",
            full_name="MBAH SURO",
            sex="L",
            region_id=BAWANG,
            source=a_source(),
            updated_at=AT,
        )
    recorded(nobody, "PPKS-11")

    with pytest.raises(IntegrityError, match="needs a NIK"), transaction.atomic():
        recorded(nobody, "PPKS-13")


def test_the_same_file_again_changes_nothing_and_a_last_day_ends_the_record(tmp_path):
    person, _ = sulastri()
    first = HEAD + f"{NIK},{KK},SULASTRI,,,,PPKS-13,,2025-03-01\n" + PAIMAN
    brought(tmp_path, "ppks", first)
    before = everything(PpksRecord, Person, Membership, IdentityTask)

    again = brought(tmp_path, "ppks", first)

    assert again.counts == {"same": 2}
    assert everything(PpksRecord, Person, Membership, IdentityTask) == before

    ended = brought(
        tmp_path, "ppks", "NIK,NAMA,JENIS_PPKS,SEJAK,SAMPAI\n" + f"{NIK},SULASTRI,PPKS-13,2025-03-01,2026-01-31\n"
    )
    assert ended.counts == {"changed": 1}
    with acting(OFFICER):
        assert PpksRecord.objects.get(person=person).to_on == date(2026, 1, 31)


@pytest.mark.requirement("J-13")
def test_somebody_nobody_knew_is_written_down_with_family_and_source(tmp_path):
    run = brought(
        tmp_path, "ppks",
        HEAD + f"9971031501500007,{KK},PAIMAN,L,15/01/1950,{BAWANG},PPKS-08,,2025-03-01\n"
        f"9971031501500007,{KK},PAIMAN,L,15/01/1950,{BAWANG},PPKS-12,,2025-03-01\n",
    )  # fmt: skip

    assert (run.counts, said(run, "warnings")) == ({"new": 2}, {2: "PERSON_NEW", 3: "PERSON_NEW"})
    with acting(OFFICER):
        person = Person.objects.get()
        assert (person.nik, person.sex, person.birth_date, person.region_id) == (
            9971031501500007, "L", date(1950, 1, 15), BAWANG,
        )  # fmt: skip
        assert person.memberships.get(left_on=None).family.kk == KK
        assert set(person.ppks.values_list("type", flat=True)) == {"PPKS-08", "PPKS-12"}
        told = AuditEvent.objects.get(kind="registry.people_brought")
    assert told.details["people"] == 1


def test_what_is_known_of_somebody_is_not_changed_by_the_list(tmp_path):
    person, _ = sulastri()

    brought(tmp_path, "ppks", HEAD + f"{NIK},{KK},SULASTRIE,P,12/04/1979,3571031001,PPKS-13,,2025-03-01\n")

    with acting(OFFICER):
        person.refresh_from_db()
        assert (person.full_name, person.region_id) == ("SULASTRI", BAWANG)


def test_a_row_without_nik_finds_the_member_of_the_card(tmp_path):
    father, son = a_person("SLAMET", born=date(1950, 1, 1), sex="L"), a_person("SLAMET", born=date(1990, 1, 1), sex="L")
    a_family(father, son, kk=KK)

    run = brought(tmp_path, "ppks", HEAD + f",{KK},SLAMET,L,01/01/1990,{BAWANG},PPKS-13,,2025-03-01\n")

    assert said(run, "warnings") == {2: "FOUND_WITHOUT_NIK"}
    with acting(OFFICER):
        assert PpksRecord.objects.get().person_id == son.pk


@pytest.mark.parametrize("card", ["", str(KK)])
def test_somebody_without_nik_is_kept_once_with_a_task(tmp_path, card):
    text = HEAD + f",{card},MBAH SURO,L,,{BAWANG},PPKS-11,,2025-03-01\n"

    run = brought(tmp_path, "ppks", text)
    again = brought(tmp_path, "ppks", text)

    assert said(run, "warnings") == {2: "PERSON_NEW WITHOUT_NIK"}
    assert again.counts == {"same": 1}
    with acting(OFFICER):
        person = Person.objects.get()
        assert (person.no_nik_reason, person.identity_tasks.get().kind) == ("unknown", "no_nik")


def test_a_nik_of_somebody_else_makes_a_claimant_as_at_the_import_of_people(tmp_path):
    sulastri()
    row = f"{NIK},,BAMBANG HARTONO,L,,{BAWANG},{{}},,2025-03-01\n"

    run = brought(tmp_path, "ppks", HEAD + row.format("PPKS-13") + row.format("PPKS-12"))

    assert said(run, "warnings")[2] == "PERSON_NEW SEX_MISMATCH NIK_CLAIMED"
    with acting(OFFICER):
        claimant = Person.objects.get(nik_claimed=NIK)
        assert claimant.ppks.count() == 2
        assert claimant.identity_tasks.get().kind == "second_claimant"


def test_nobody_is_written_down_for_a_row_that_is_refused(tmp_path):
    run = brought(tmp_path, "ppks", HEAD + PAIMAN.replace("PPKS-08", "PPKS-99") + PAIMAN.replace("PAIMAN", "PAIMAN "))

    assert (run.counts, said(run)) == ({"faulty": 1, "new": 1}, {2: "PPKS_UNKNOWN"})
    assert len(everything(Person)[0]) == 1
    with acting(OFFICER):
        (told,) = queries.warnings(run)
    assert (told.code, told.count, told.first_lines) == ("PERSON_NEW", 1, [3])


def test_a_wrong_number_of_somebody_kept_without_any_is_no_number(tmp_path):
    """The card names her twice, with a NIK and without; the database would refuse the record of the one without."""
    born = date(1950, 1, 15)
    a_family(a_person("TUKIYEM", born=born), a_person("TUKIYEM", no_nik_reason="no_document", born=born), kk=KK)

    run = brought(tmp_path, "ppks", HEAD + f"12345,{KK},TUKIYEM,P,15/01/1950,{BAWANG},PPKS-23,,2025-03-01\n")

    assert said(run) == {2: "NIK_NEEDED"}


def test_a_fault_keeps_its_row_out_and_says_what_to_do(tmp_path):
    sulastri()
    before = everything(PpksRecord, Person, Family)
    rows = {
        f"{NIK},,SULASTRI,,,,PPKS-40,,2025-03-01": "PPKS_UNKNOWN",
        f"{NIK},,SULASTRI,,,,PPKS-13,,31/02/2025": "FROM_UNREADABLE",
        f"{NIK},,SULASTRI,,,,PPKS-12,,": "FROM_BLANK",
        f"9971031501500000,,PAIMAN,,15/01/1950,{BAWANG},PPKS-08,,2025-03-01": "SEX_UNREADABLE",
        "9971031501500007,,PAIMAN,L,15/01/1950,,PPKS-08,,2025-03-01": "REGION_UNKNOWN",
        f"9.97103E+15,,PAIMAN,L,15/01/1950,{BAWANG},PPKS-08,,2025-03-01": "NIK_NUMBER",
        f",,SRI,P,01/01/1980,{BAWANG},PPKS-13,,2025-03-01": "NIK_NEEDED",
    }

    run = brought(tmp_path, "ppks", HEAD + "\n".join(rows) + "\n")

    assert said(run) == dict(enumerate(rows.values(), 2))
    assert everything(PpksRecord, Person, Family) == before
    with acting(OFFICER):
        assert all(":" in one.sentence and one.sentence.endswith(".") for one in queries.faults(run))


def test_a_list_cannot_bring_in_somebody_who_lives_elsewhere(tmp_path):
    sulastri(region="3571031001")
    officer = an_operator(BAWANG, permissions=("person.view", "import.run"))

    run = brought(tmp_path, "ppks", HEAD + f"{NIK},,SULASTRI,P,12/04/1979,{BAWANG},PPKS-13,,2025-03-01\n", by=officer)

    assert said(run) == {2: "NIK_ELSEWHERE"}
    assert everything(PpksRecord) == [[]]


def test_age_and_sex_outside_the_rule_of_a_type_are_kept_and_told(tmp_path):
    rows = [
        ("PPKS-01", date(2021, 1, 1), "P", ""),
        ("PPKS-01", date(2015, 1, 1), "P", "AGE_OUTSIDE"),
        ("PPKS-03", date(2007, 3, 1), "L", "AGE_OUTSIDE"),  # eighteen on that day: no longer under eighteen
        ("PPKS-03", date(2007, 3, 2), "L", ""),
        ("PPKS-08", date(1965, 3, 1), "L", ""),
        ("PPKS-08", date(1965, 3, 2), "L", "AGE_OUTSIDE"),
        ("PPKS-23", date(1980, 1, 1), "L", "SEX_OUTSIDE"),
        ("PPKS-09", date(1980, 1, 1), "L", "DISABILITY_MISSING"),
    ]
    lines = [
        f"{a_nik(born, sex)},,ANI {code},{sex},{born},{BAWANG},{code},,2025-03-01\n" for code, born, sex, _ in rows
    ]

    run = brought(tmp_path, "ppks", HEAD + "".join(lines))

    assert run.counts == {"new": 8}
    assert said(run, "warnings") == {line: f"PERSON_NEW {row[3]}".strip() for line, row in enumerate(rows, 2)}


def test_the_dead_are_not_recorded_anew(tmp_path):
    a_person("SULASTRI", nik=NIK, died_on=date(2026, 1, 1))

    run = brought(tmp_path, "ppks", HEAD + f"{NIK},,SULASTRI,,,,PPKS-13,,2025-03-01\n")

    assert said(run) == {2: "DIED"}


def test_whoever_came_in_by_another_way_since_the_check_is_not_written_twice(tmp_path):
    run = opened(tmp_path, "ppks", HEAD + PAIMAN)
    run = facts.check(run_id=run.pk, by=OFFICER)
    person = a_person("PAIMAN", nik=9971031501500007, born=date(1950, 1, 15), sex="L")

    facts.apply(run_id=run.pk, by=OFFICER, at=AT)

    with acting(OFFICER):
        assert PpksRecord.objects.get().person_id == person.pk
        assert Person.objects.count() == 1


def test_the_next_kelurahan_sees_no_record():
    person, _ = sulastri()
    recorded(person, "PPKS-13")

    with acting(an_operator("3571031001")):
        assert not PpksRecord.objects.exists()


def test_begun_again_after_a_cut_everybody_is_written_once(tmp_path, monkeypatch):
    rows = [f"{a_nik()},,ANI {n},P,12/04/1979,{BAWANG},PPKS-13,,2025-03-01\n" for n in range(5)]
    run = opened(tmp_path, "ppks", HEAD + "".join(rows) + rows[0].replace("PPKS-13", "PPKS-12"))
    run = facts.check(run_id=run.pk, slice_rows=2, doubles_percent=100, by=OFFICER)
    advance = runs.advance

    def cut_in_the_third(run_id, number):
        if number == 2:
            raise ConnectionError
        return advance(run_id, number)

    with monkeypatch.context() as cut:
        cut.setattr(runs, "advance", cut_in_the_third)
        with pytest.raises(ConnectionError):
            facts.apply(run_id=run.pk, by=OFFICER, at=AT)
    halfway = len(everything(Person)[0])
    facts.apply(run_id=run.pk, by=OFFICER, at=AT)

    people, records = everything(Person, PpksRecord)
    assert (halfway, len(people), len(records)) == (2, 5, 6)
