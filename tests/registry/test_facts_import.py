"""Dated facts by file: written once, changed by what is newer, faulty rows sent back with a sentence."""

from datetime import date

import pytest

from kesos.audit.models import AuditEvent
from kesos.bulk.rejects import write_rejects
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.regions.models import CodeEntry
from kesos.registry.facts import queries
from kesos.registry.facts import services as facts
from kesos.registry.models import Decile, Enrolment, FamilyVisit, Listing, PastFamilyCard, PersonVisit
from tests.registry.facts_world import (
    DECEMBER,
    KK,
    NIK,
    NOVEMBER,
    OFFICER,
    brought,
    everything,
    listed,
    opened,
    said,
    sulastri,
)  # fmt: skip
from tests.registry.visit_world import begun
from tests.registry.world import AT, BAWANG, NGRONGGO, an_operator

pytestmark = pytest.mark.django_db

LISTING = "No KK,Basis Data,ID DTSEN,TMT,Terdaftar Sampai,Nomor SK\n"
DECILE = "No KK,Rilis,Desil\n"
ENROLMENT = "No KK,NIK,Nama,Program,Sasaran,Sejak,Sampai,Status,Alasan di luar data\n"
PKH = f"{KK},{NIK},SULASTRI,PKH,KELUARGA,2026-01-01,,AKTIF,\n"
VISIT = "no_kk,survey_date,bedrooms,floor_type,power_source,power_va_1,asset_tv,latitude,has_dwelling\n"
MEMBER = "no_kk,nik,full_name,sex,age,worked,work_hours,disability_type,id_cards\n"


def test_a_listing_has_its_register_number_days_and_decree(tmp_path):
    _, family = sulastri()

    run = brought(tmp_path, "listing", LISTING + f"{KK},DTSEN,DT-7,20/02/2025,,1/HUK/2025\n")

    assert (run.state, run.counts) == ("applied", {"new": 1})
    with acting(OFFICER):
        one = Listing.objects.get()
        assert (one.family_id, one.register, one.number, one.from_on, one.to_on, one.decree) == (
            family.pk, "dtsen", "DT-7", date(2025, 2, 20), None, "1/HUK/2025",
        )  # fmt: skip
        assert (one.source.dated_on, one.source.title) == (NOVEMBER, "Kemensos: fakta.csv")


def test_a_last_day_ends_the_open_listing_and_again_changes_nothing(tmp_path):
    _, family = sulastri()
    listed(family)
    ended = LISTING + f"{KK},DTSEN,,,2026-10-31,9/HUK/2026\n"

    assert brought(tmp_path, "listing", ended).counts == {"changed": 1}
    before = everything(Listing)
    assert before[0][0]["to_on"] == date(2026, 10, 31)

    assert brought(tmp_path, "listing", ended).counts == {"same": 1}
    assert everything(Listing) == before


def test_a_family_already_listed_keeps_its_first_day(tmp_path):
    _, family = sulastri()
    listed(family, since=date(2025, 2, 20))

    run = brought(tmp_path, "listing", LISTING + f"{KK},DTSEN,,2026-10-01,,\n")

    assert (run.counts, said(run, "warnings")) == ({"same": 1}, {2: "LISTED_SINCE_OTHER"})


def test_what_holds_for_every_row_is_told_once(tmp_path):
    sulastri()

    brought(tmp_path, "listing", f"No KK\n{KK}\n", told={"register": "dtsen", "decree": "5/HUK/2026 100%"})
    brought(tmp_path, "decile", f"No KK,Desil\n{KK},3\n", told={"release": "2026-4"})
    brought(tmp_path, "enrolment", f"NIK\n{NIK}\n", told={"programme": "pkh", "from_on": "2026-04-01"})

    with acting(OFFICER):
        assert Listing.objects.values_list("from_on", "decree").get() == (NOVEMBER, "5/HUK/2026 100%")
        assert Decile.objects.values_list("release", "decile").get() == ("2026-4", 3)
        assert Enrolment.objects.values_list("programme", "from_on").get() == ("PKH", date(2026, 4, 1))


def test_a_decile_outside_one_to_ten_is_kept_as_sent_and_is_no_decile(tmp_path):
    sulastri()

    run = brought(tmp_path, "decile", DECILE + f"{KK},2026-1,2\n{KK},2026 TW 2,11\n{KK},2026-3,belum\n")

    with acting(OFFICER):
        assert list(Decile.objects.order_by("release").values_list("release", "decile", "as_sent")) == [
            ("2026-1", 2, "2"), ("2026-2", None, "11"), ("2026-3", None, "belum"),
        ]  # fmt: skip
    assert said(run, "warnings") == {3: "DECILE_OUTSIDE", 4: "DECILE_OUTSIDE"}


def test_a_newer_file_changes_a_decile_and_an_older_one_does_not(tmp_path):
    sulastri()
    brought(tmp_path, "decile", DECILE + f"{KK},2026-3,2\n", dated_on=NOVEMBER)

    assert brought(tmp_path, "decile", DECILE + f"{KK},2026-3,4\n", dated_on=DECEMBER).counts == {"changed": 1}
    run = brought(tmp_path, "decile", DECILE + f"{KK},2026-3,1\n", dated_on=NOVEMBER)

    assert (run.counts, said(run, "warnings")) == ({"same": 1}, {2: "OLDER_THAN_KNOWN"})
    with acting(OFFICER):
        assert Decile.objects.get().decile == 4


@pytest.mark.requirement("X-08")
@pytest.mark.parametrize(
    ("kind", "text", "model"),
    [
        ("listing", LISTING + f"{KK},DTKS,1,2021-10-01,2025-02-19,\n", Listing),
        ("decile", DECILE + f"{KK},2026-3,2\n{KK},2026-2,11\n", Decile),
        ("enrolment", ENROLMENT + PKH, Enrolment),
        ("family_visit", VISIT + f"{KK},2026-03-01,2,1,2,,1,-7.811595,1\n", FamilyVisit),
        ("person_visit", MEMBER + f"{KK},{NIK},SULASTRI,2,47,1,12,fisik;mental,5\n", PersonVisit),
    ],
)
def test_the_same_file_again_changes_nothing(tmp_path, kind, text, model):
    _, family = sulastri()
    listed(family)
    first = brought(tmp_path, kind, text)
    before = everything(model, Listing)

    again = brought(tmp_path, kind, text, dated_on=DECEMBER)

    assert set(first.counts) == {"new"}
    assert again.counts == {"same": first.counts["new"]}
    assert everything(model, Listing) == before


def test_a_row_said_twice_counts_once(tmp_path):
    sulastri()

    run = brought(tmp_path, "decile", DECILE + f"{KK},2026-3,2\n{KK},2026-3,2\n")

    assert (run.counts, said(run)) == ({"new": 1, "doubled": 1}, {3: "ROW_DOUBLED"})


def test_too_many_doubled_rows_refuse_the_whole_file(tmp_path):
    sulastri()

    with pytest.raises(facts.TooManyDoubles, match="melebihi batas 5 %"):
        brought(tmp_path, "decile", DECILE + f"{KK},2026-3,2\n{KK},2026-3,2\n", doubles=5)

    assert everything(Decile) == [[]]


@pytest.mark.parametrize(
    ("kind", "head", "row", "code"),
    [
        ("decile", DECILE, ",2026-3,2", "KK_BLANK"),
        ("decile", DECILE, "99710301,2026-3,2", "KK_WRONG"),
        ("decile", DECILE, "9.97103E+15,2026-3,2", "KK_NUMBER"),
        ("decile", DECILE, "9971030101100099,2026-3,2", "FAMILY_UNKNOWN"),
        ("decile", DECILE, f"{KK},tahun lalu,2", "RELEASE_UNREADABLE"),
        ("decile", DECILE, f"{KK},2026-3,", "DECILE_BLANK"),
        ("listing", LISTING, f"{KK},BDT,,2025-01-01,,", "REGISTER_UNKNOWN"),
        ("listing", LISTING, f"{KK},DTSEN,,31/02/2025,,", "FROM_UNREADABLE"),
        ("listing", LISTING, f"{KK},DTSEN,,2025-01-01,kemarin,", "TO_UNREADABLE"),
        ("listing", LISTING, f"{KK},DTSEN,,2025-01-01,2024-01-01,", "DAYS_TURNED"),
        ("listing", LISTING, f"{KK},DTKS,,,2024-01-01,", "NOT_LISTED"),
        ("listing", LISTING, f"{KK},DTSEN,,,2024-01-01,", "DAYS_TURNED"),
        ("enrolment", ENROLMENT, PKH.replace("PKH", "BANTUAN X").strip(), "PROGRAMME_UNKNOWN"),
        ("enrolment", ENROLMENT, PKH.replace("KELUARGA", "DESA").strip(), "TARGET_UNKNOWN"),
        ("enrolment", ENROLMENT, PKH.replace("AKTIF", "ENTAH").strip(), "STATE_UNKNOWN"),
        ("enrolment", ENROLMENT, PKH.replace("AKTIF", "SELESAI").strip(), "TO_BLANK"),
        ("enrolment", ENROLMENT, PKH.replace("2026-01-01", "").strip(), "FROM_BLANK"),
        ("enrolment", ENROLMENT, PKH.replace("2026-01-01", "besok").strip(), "FROM_UNREADABLE"),
        ("enrolment", ENROLMENT, PKH.replace("2026-01-01,", "2026-01-01,2025-12-31").strip(), "DAYS_TURNED"),
        ("enrolment", ENROLMENT, PKH.replace(f"{NIK},SULASTRI", "9971035204790077,X Y").strip(), "PERSON_UNKNOWN"),
        ("enrolment", ENROLMENT, PKH.replace(str(NIK), "").replace("SULASTRI", "X Y").strip(), "NIK_BLANK"),
        ("enrolment", ENROLMENT, PKH.replace(str(NIK), "123").replace("SULASTRI", "X Y").strip(), "NIK_WRONG"),
        ("enrolment", ENROLMENT, PKH.replace(str(NIK), "9.97103E+15").strip(), "NIK_NUMBER"),
        ("family_visit", VISIT, f"{KK},2026-03-01,99,1,2,,1,-7.8,1", "TOO_LARGE:bedrooms"),
        ("family_visit", VISIT, f"{KK},2026-03-01,-1,1,2,,1,-7.8,1", "TOO_SMALL:bedrooms"),
        ("family_visit", VISIT, f"{KK},2026-03-01,1.000,1,2,,1,-7.8,1", "NOT_A_NUMBER:bedrooms"),
        ("family_visit", VISIT, f"{KK},2026-03-01,2,77,2,,1,-7.8,1", "NOT_A_CODE:floor_type"),
        ("family_visit", VISIT, f"{KK},2026-02-30,2,1,2,,1,-7.8,1", "NOT_A_DATE:survey_date"),
        ("family_visit", VISIT, f"{KK},2026-03-01,2,1,2,,1,utara,1", "NOT_A_NUMBER:latitude"),
        ("family_visit", VISIT, f"{KK},2026-03-01,2,1,2,,1,-7.8,mungkin", "NOT_YES_NO:has_dwelling"),
        ("person_visit", MEMBER, f"{KK},{NIK},SULASTRI,2,47,1,12,fisik;lain,5", "NOT_A_CODE:disability_type"),
        ("person_visit", MEMBER, f"{KK},{NIK},SULASTRI,2,47,1,12,,4096", "NOT_A_SUM:id_cards"),
    ],
)  # fmt: skip
def test_a_fault_keeps_its_row_out_and_says_which_field_and_what_to_do(tmp_path, kind, head, row, code):
    _, family = sulastri()
    listed(family)
    before = everything(Listing, Decile, Enrolment, FamilyVisit, PersonVisit)

    run = brought(tmp_path, kind, head + row + "\n")

    assert said(run) == {2: code}
    assert everything(Listing, Decile, Enrolment, FamilyVisit, PersonVisit) == before
    with acting(OFFICER):
        (finding,) = queries.faults(run)
    assert finding.first_lines == [2]
    assert finding.sentence.endswith(".")
    assert ":" in finding.sentence


def test_wrong_rows_come_back_as_sent_with_their_reasons(tmp_path):
    sulastri()
    run = brought(tmp_path, "decile", DECILE + f"{KK},2026-3,2\n{KK},lama,\n,2026-3,1\n")

    with acting(OFFICER):
        back = list(queries.rejected(run))

    assert [(one.row.line, one.row.texts[1]) for one in back] == [(3, "lama"), (4, "2026-3")]
    assert [reason.split(":")[0] for reason in back[0].reasons] == ["Rilis", "Desil"]
    assert write_rejects.__module__ == "kesos.bulk.rejects"


def test_an_answer_to_a_question_that_is_not_put_is_kept_with_a_warning(tmp_path):
    sulastri()

    run = brought(tmp_path, "family_visit", VISIT + f"{KK},2026-03-01,2,1,2,1,1,-7.8,1\n")

    assert (run.counts, said(run, "warnings")) == ({"new": 1}, {2: "SKIPPED:power_va_1"})
    with acting(OFFICER):
        assert FamilyVisit.objects.get().power_va_1 == "1"
        assert "tidak ditanyakan" in queries.warnings(run)[0].sentence


def test_answers_may_be_written_as_words_of_the_questionnaire(tmp_path):
    sulastri()

    brought(tmp_path, "family_visit", VISIT + f'{KK},01/03/2026,2,01,2,,1,"-7,811595",Ya\n')

    with acting(OFFICER):
        visit = FamilyVisit.objects.get()
        assert (visit.survey_date, visit.floor_type, str(visit.latitude), visit.has_dwelling) == (
            date(2026, 3, 1), "1", "-7.811595", True,
        )  # fmt: skip


def test_a_later_visit_adds_a_row_and_a_correction_of_the_same_day_does_too(tmp_path):
    sulastri()
    brought(tmp_path, "family_visit", VISIT + f"{KK},2026-03-01,2,1,2,,1,-7.8,1\n")
    brought(tmp_path, "family_visit", VISIT + f"{KK},2026-09-01,3,1,2,,1,-7.8,1\n")

    run = brought(tmp_path, "family_visit", VISIT + f"{KK},2026-09-01,4,1,2,,1,-7.8,1\n", dated_on=DECEMBER)

    assert run.counts == {"changed": 1}
    with acting(OFFICER):
        assert list(FamilyVisit.objects.order_by("pk").values_list("bedrooms", flat=True)) == [2, 3, 4]


def test_answers_of_a_member_belong_to_the_familys_latest_visit(tmp_path):
    person, _ = sulastri()
    brought(tmp_path, "family_visit", VISIT + f"{KK},2026-03-01,2,1,2,,1,-7.8,1\n")
    brought(tmp_path, "family_visit", VISIT + f"{KK},2026-09-01,3,1,2,,1,-7.8,1\n")

    brought(tmp_path, "person_visit", MEMBER + f"{KK},{NIK},SULASTRI,2,47,1,12,fisik;mental,5\n")

    with acting(OFFICER):
        one = PersonVisit.objects.get()
        assert (one.person_id, one.visit.bedrooms, one.age, one.disability_type) == (
            person.pk,
            3,
            47,
            ["fisik", "mental"],
        )


def test_a_row_that_tells_nothing_of_the_kind_writes_nothing(tmp_path):
    sulastri()

    run = brought(tmp_path, "family_visit", VISIT + f"{KK},,,,,,,,\n")

    assert run.counts == {"nothing": 1}
    assert everything(FamilyVisit) == [[]]


def test_an_earlier_card_number_still_finds_the_family(tmp_path):
    _, family = sulastri()
    with acting(SYSTEM):
        PastFamilyCard.objects.create(family=family, kk=9971030101200055, until=AT)

    run = brought(tmp_path, "decile", DECILE + "9971030101200055,2026-3,2\n")

    assert (run.counts, said(run, "warnings")) == ({"new": 1}, {2: "CARD_OLD"})


def test_a_member_whose_nik_differs_is_found_by_card_and_name(tmp_path):
    person, family = sulastri()
    listed(family)

    run = brought(tmp_path, "enrolment", ENROLMENT + PKH.replace(str(NIK), "9971035204790077"))

    assert said(run, "warnings") == {2: "FOUND_BY_NAME"}
    with acting(OFFICER):
        assert Enrolment.objects.get().person_id == person.pk


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("decile", DECILE + f"{KK},2026-3,2\n", "FAMILY_UNKNOWN"),
        ("listing", LISTING + f"{KK},DTSEN,,2025-01-01,,\n", "FAMILY_UNKNOWN"),
        ("family_visit", VISIT + f"{KK},2026-03-01,2,1,2,,1,-7.8,1\n", "FAMILY_UNKNOWN"),
        ("enrolment", ENROLMENT + PKH, "PERSON_UNKNOWN"),
        ("person_visit", MEMBER + f"{KK},{NIK},SULASTRI,2,47,1,12,,5\n", "PERSON_UNKNOWN"),
    ],
)
def test_the_next_kelurahan_learns_and_writes_nothing(tmp_path, kind, text, fault):
    sulastri(region=BAWANG)
    neighbour = an_operator(NGRONGGO, permissions=("person.view", "import.run"))

    run = brought(tmp_path, kind, text, by=neighbour)

    assert said(run) == {2: fault}
    assert everything(Listing, Decile, Enrolment, FamilyVisit, PersonVisit) == [[]] * 5


def test_an_import_of_somebody_else_is_not_found(tmp_path):
    sulastri()
    run = opened(tmp_path, "decile", DECILE + f"{KK},2026-3,2\n")
    stranger = an_operator(NGRONGGO, permissions=("person.view", "import.run"), user_id=12)

    for act in (
        lambda: facts.check(run_id=run.pk, by=stranger),
        lambda: facts.apply(run_id=run.pk, by=stranger, at=AT),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_file_without_a_needed_column_is_refused_by_name(tmp_path):
    run = opened(tmp_path, "decile", f"No KK,Desil\n{KK},2\n")

    with pytest.raises(Refused, match="Kolom belum ditunjuk: Rilis"):
        facts.check(run_id=run.pk, by=OFFICER)


def test_the_audit_tells_what_came_from_whom(tmp_path):
    sulastri()

    run = brought(tmp_path, "decile", DECILE + f"{KK},2026-3,2\n{KK},lama,1\n")

    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="registry.facts_imported")
    assert event.subject == f"import:{run.pk}"
    told = {key: event.details[key] for key in ("what", "sender", "rows", "new", "faulty")}
    assert told == {"what": "desil", "sender": "Kemensos", "rows": 2, "new": 1, "faulty": 1}


def test_a_state_is_taken_on_the_days_it_holds_and_on_no_other(tmp_path):
    _, family = sulastri()
    listed(family)
    with acting(SYSTEM):
        CodeEntry.objects.filter(list="status_penerima", code="DITANGGUHKAN").update(valid_to=NOVEMBER)
    held = ENROLMENT + PKH.replace("AKTIF", "DITANGGUHKAN")

    after = brought(tmp_path, "enrolment", held, dated_on=DECEMBER, name="desember.csv")
    before = brought(tmp_path, "enrolment", held, dated_on=NOVEMBER)

    assert said(after) == {2: "STATE_UNKNOWN"}
    assert (said(before), before.counts) == ({}, {"new": 1})


def test_a_draft_of_a_visit_is_nothing_to_a_file(tmp_path):
    _, family = sulastri()
    draft = begun(family)

    brought(tmp_path, "family_visit", VISIT + f"{KK},2026-11-09,2,1,2,,1,-7.8,1\n")
    brought(tmp_path, "person_visit", MEMBER + f"{KK},{NIK},SULASTRI,2,47,1,12,,5\n", name="orang.csv")

    with acting(OFFICER):
        visit = FamilyVisit.objects.get(family=family, draft=False)
        assert PersonVisit.objects.get(draft=False).visit_id == visit.pk != draft.pk
