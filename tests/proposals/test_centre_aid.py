"""Aid goes to the centre in the month's list, and its decree appoints recipients and successors."""

import csv
import hashlib
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.files import disk
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import as_text
from kesos.programmes.models import Quota
from kesos.programmes.services import deaths, replace
from kesos.proposals.models import Determination, Period, Proposal, SentRow
from kesos.proposals.models.proposals import AID_FLOW
from kesos.proposals.queries import periods as period_queries
from kesos.proposals.services import determine, periods, send_to_centre
from kesos.registry.models import Enrolment, Person
from kesos.workflow import services as workflow
from tests.programmes.world import a_listed_family, a_quota, died, enrolled
from tests.proposals.test_aid import CENTRAL, LOCAL, PLANNER, a_child, endorsed, submitted
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import (
    CENTRE,
    HEAD,
    KEDIRI,
    NEXT_OPERATOR,
    SUPERVISOR,
    an_open_month,
    official,
    on,
    state,
)

pytestmark = pytest.mark.django_db
OFFICE = official("OP_DINSOS", KEDIRI, 501, "export.run", "person.open_nik", "period.view")
NEXT_OFFICE = official("OP_DINSOS", "3506", 502, "export.run", "person.open_nik", "period.view")
NOVEMBER = "/periode/3571/2026-11/"


@pytest.fixture
def month() -> Period:
    return an_open_month()


def exchanged(period: Period, folder) -> tuple[bytes, list[dict[str, str]]]:
    with acting(OFFICE):
        file, _ = send_to_centre.centre_file(period=period, folder=folder, by=OFFICE, at=on(18), form="csv")
        content = disk.place(file.pk).read_bytes()
    return content, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def decreed(month: Period, *told: tuple[Proposal, str], decree: str = "11/HUK/2026", at=on(28), by=CENTRE,  # noqa: B008
            mark: str = "") -> tuple[int, int]:  # fmt: skip
    rows = [
        determine.ResultRow(line, proposal.number, word, reason="" if word == "DITETAPKAN" else "Kuota pusat penuh",
                            mark=mark)
        for line, (proposal, word) in enumerate(told, start=2)
    ]  # fmt: skip
    return determine.import_results(
        period=month, decree=decree, decreed_on=date(2026, 11, 28), results=rows, file_key="hasil", by=by, at=at
    )


def taken(month: Period) -> None:
    with acting(CENTRE):
        workflow.decide(case_id=month.case_id, action="tarik", by=CENTRE, at=on(18))


def a_successor(month: Period, *, endorse=endorsed) -> tuple[Proposal, Enrolment]:
    """One waits for a place of the centre's programme, its holder dies, the head proposes the successor."""
    a_quota(CENTRAL, 1)
    family, person = a_listed_family("LAMA", members=(a_child(),))
    gone = enrolled(family, person, CENTRAL)
    made = submitted(month)
    endorse(month, made)
    died(person)
    deaths.end_by_death(people=[person.pk], at=on(17, 12))
    plan = replace.plan(region_code=KEDIRI, by=PLANNER, at=on(17, 13))
    replace.carry_out(run_id=plan.pk, by=HEAD, at=on(17, 14))
    return made, gone


def the_next_month_locked() -> Period:
    """December without a proposal of its own, as far as its lock."""
    december = periods.open_period(region_code=KEDIRI, month=date(2026, 12, 1), at=on(1, month=12))
    for actor, action, day in (
        (SYSTEM, "tutup_entri", 13), (SUPERVISOR, "mulai_verifikasi", 14), (SUPERVISOR, "finalisasi_dinsos", 15),
    ):  # fmt: skip
        with acting(actor):
            workflow.decide(case_id=december.case_id, action=action, by=actor, at=on(day, month=12))
    periods.endorse(period=december, letter_key="surat", by=HEAD, at=on(16, month=12))
    return december


@pytest.mark.requirement("K-02")
def test_the_list_names_the_programme_and_who_would_receive(month, tmp_path):
    made = submitted(month)
    endorsed(month, made)

    _, (row,) = exchanged(month, tmp_path)

    with acting(SYSTEM):
        person = Person.objects.get(pk=made.person_id)
    assert (row["Nomor usulan"], row["Jenis usulan"], row["Program"]) == (made.number, "Usulan bantuan", CENTRAL)
    assert (row["NIK penerima"], row["Nama penerima"]) == (as_text(person.nik), person.full_name)
    assert (row["NIK yang digantikan"], row["Hasil"]) == ("", "")


def test_aid_that_the_city_appoints_itself_does_not_go_to_the_centre(month, tmp_path):
    a_quota(LOCAL, 1)
    own, central = submitted(month, LOCAL), submitted(month, CENTRAL)
    endorsed(month, own, central)

    _, rows = exchanged(month, tmp_path)

    assert state(own) == "DISAHKAN"
    assert [row["Nomor usulan"] for row in rows] == [central.number]


@pytest.mark.requirement("K-02")
def test_whoever_holds_the_file_works_the_mark_out_from_it(month, tmp_path):
    endorsed(month, submitted(month), submitted(month))

    content, rows = exchanged(month, tmp_path)

    lines = sorted(
        "|".join(
            (row["Nomor usulan"], row["No KK"], row["Kode wilayah"], row["NIK anggota"].replace(" ", ","))
            + ((row["Program"], row["NIK penerima"], row["NIK yang digantikan"]) if row["Program"] else ())
        )
        for row in rows
    )
    assert {row["Sidik daftar"] for row in rows} == {hashlib.sha256("\n".join(lines).encode()).hexdigest()}
    assert exchanged(month, tmp_path)[0] == content


def test_what_the_registry_learns_later_leaves_the_bytes_as_they_are(month, tmp_path):
    made = submitted(month)
    endorsed(month, made)
    before, _ = exchanged(month, tmp_path)
    with acting(SYSTEM):
        Person.objects.filter(pk=made.person_id).update(full_name="NAMA LAIN", region="3571011001", updated_at=on(19))
        Proposal.objects.filter(pk=made.pk).update(region_code="3571011001")

    assert exchanged(month, tmp_path)[0] == before


@pytest.mark.requirement("K-33")
def test_a_successor_proposed_after_the_lock_stands_in_the_next_months_list_with_who_left(month, tmp_path):
    made, gone = a_successor(month)

    assert exchanged(month, tmp_path)[1] == []
    december = the_next_month_locked()
    _, (row,) = exchanged(december, tmp_path)

    with acting(SYSTEM):
        left = Person.objects.get(pk=gone.person_id)
    assert (row["Nomor usulan"], row["Jenis usulan"]) == (made.number, "Usulan pengganti")
    assert row["NIK yang digantikan"] == as_text(left.nik)


@pytest.mark.requirement("K-33")
def test_the_decree_on_that_list_gives_the_successor_the_place(month):
    made, gone = a_successor(month)
    december = the_next_month_locked()
    with acting(CENTRE):
        workflow.decide(case_id=december.case_id, action="tarik", by=CENTRE, at=on(21, month=12))

    with acting(SYSTEM):
        mark = send_to_centre.mark_of(december)
    told = decreed(december, (made, "DITETAPKAN"), mark=mark, at=on(28, month=12))

    with acting(SYSTEM):
        (follower,) = Enrolment.objects.filter(programme=CENTRAL, state="AKTIF")
        assert Enrolment.objects.get(pk=gone.pk).state == "DIGANTIKAN"
        assert Quota.objects.get(programme=CENTRAL).taken == 1
    assert (told, follower.person_id, state(made)) == ((1, 0), made.person_id, "DITETAPKAN_PENERIMA")


def test_a_successor_is_sent_once(month, tmp_path):
    a_successor(month)
    december = the_next_month_locked()

    with acting(SYSTEM):
        (row,) = SentRow.objects.all()
        with pytest.raises(IntegrityError, match="sent_row_successor_once"), transaction.atomic():
            SentRow.objects.create(
                period=month, proposal=row.proposal, replacement=row.replacement, region_code=row.region_code,
                number=row.number, kind="aid", programme_code=CENTRAL,
            )  # fmt: skip
    assert row.period_id == december.pk


def test_the_same_decree_twice_appoints_nobody_twice(month):
    made = submitted(month)
    endorsed(month, made)
    taken(month)

    first, again = decreed(month, (made, "DITETAPKAN")), decreed(month, (made, "DITETAPKAN"))

    with acting(SYSTEM):
        assert Enrolment.objects.filter(programme=CENTRAL).count() == 1
    assert (first, again) == ((1, 0), (0, 0))


def test_the_same_decree_with_other_words_about_aid_is_refused(month):
    made = submitted(month)
    endorsed(month, made)
    taken(month)
    decreed(month, (made, "DITETAPKAN"))

    with pytest.raises(Refused, match="1 usulan berbeda"):
        decreed(month, (made, "TIDAK"))

    assert state(made) == "DITETAPKAN_PENERIMA"


def test_an_answer_to_another_list_appoints_nobody(month):
    made = submitted(month)
    endorsed(month, made)
    taken(month)

    with pytest.raises(determine.OtherList):
        decreed(month, (made, "DITETAPKAN"), mark="0" * 64)

    assert state(made) == "DISAHKAN"


@pytest.mark.requirement("K-02")
def test_a_decree_above_the_quota_is_refused_line_by_line_and_nothing_is_written(month):
    quota = a_quota(CENTRAL, 2)
    first, second = submitted(month, decile=1), submitted(month, decile=2)
    endorsed(month, first, second)
    enrolled(*a_listed_family("LEBIH DULU"), CENTRAL)
    taken(month)

    with pytest.raises(determine.RowsWrong) as told:
        decreed(month, (first, "DITETAPKAN"), (second, "DITETAPKAN"))

    assert [line for line, _ in told.value.faults] == [3]
    assert "tinggal 1 tempat, sedangkan SK ini menetapkan 2 penerima" in told.value.faults[0][1]
    with acting(SYSTEM):
        quota.refresh_from_db()
        assert not Determination.objects.exists()
    assert (state(first), state(second), quota.taken) == ("DISAHKAN", "DISAHKAN", 1)


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (lambda p: died(p.person), "meninggal pada 3-11-2026"),
        (lambda p: enrolled(p.family, p.person, "PERMAKANAN"), "tidak boleh bersama program ini"),
    ],
    ids=["dead", "excluding_programme"],
)
def test_whom_no_decree_can_make_a_recipient_comes_back_with_the_line(month, happens, said):
    made = submitted(month)
    endorsed(month, made)
    taken(month)
    with acting(SYSTEM):
        happens(Proposal.objects.select_related("family", "person").get(pk=made.pk))

    with pytest.raises(determine.RowsWrong, match=said):
        decreed(month, (made, "DITETAPKAN"))

    assert state(made) == "DISAHKAN"


def test_a_decree_that_names_a_family_for_two_excluding_programmes_is_refused(month):
    family, person = a_listed_family()
    first, second = (submitted(month, code, of=(family, person)) for code in ("PERMAKANAN", CENTRAL))
    endorsed(month, first, second)
    taken(month)

    with pytest.raises(determine.RowsWrong, match="SK ini juga menetapkan"):
        decreed(month, (first, "DITETAPKAN"), (second, "DITETAPKAN"))


def test_whoever_waits_without_a_place_proposed_is_not_appointed(month):
    a_quota(CENTRAL, 1)
    enrolled(*a_listed_family("PEMEGANG"), CENTRAL)
    made = submitted(month)
    endorsed(month, made)
    taken(month)

    with pytest.raises(determine.RowsWrong, match="tidak ada tempat kosong yang diusulkan ke pusat baginya"):
        decreed(month, (made, "DITETAPKAN"))


def test_a_second_decree_speaks_of_what_the_first_left_open(month):
    one, other = submitted(month), submitted(month)
    endorsed(month, one, other)
    taken(month)
    decreed(month, (one, "DITETAPKAN"))
    left = determine.unanswered(month)

    second = decreed(month, (other, "TIDAK"), decree="12/HUK/2026", at=on(29))

    assert (left, second, determine.unanswered(month)) == (1, (0, 1), 0)
    assert state(other) == "TIDAK_DITETAPKAN"


def test_the_social_office_brings_yes_and_no_of_one_decree(month):
    yes, no = submitted(month), submitted(month)
    endorsed(month, yes, no)
    taken(month)

    told = decreed(month, (yes, "DITETAPKAN"), (no, "TIDAK"), by=OFFICE)

    assert (told, state(yes), state(no)) == ((1, 1), "DITETAPKAN_PENERIMA", "TIDAK_DITETAPKAN")


def test_aid_of_the_city_is_appointed_by_its_own_decree_after_that_of_the_centre(month):
    a_quota(LOCAL, 1)
    own, central = submitted(month, LOCAL), submitted(month, CENTRAL)
    endorsed(month, own, central)
    taken(month)
    decreed(month, (central, "DITETAPKAN"))
    left = determine.unanswered(month)

    decreed(month, (own, "DITETAPKAN"), decree="188.45/2026", by=OFFICE, at=on(29))

    with acting(SYSTEM):
        assert Quota.objects.get(programme=LOCAL).taken == 1
    assert (left, state(own)) == (1, "DITETAPKAN_PENERIMA")


def test_whoever_may_not_import_brings_no_second_decree_either(month):
    one, other = submitted(month), submitted(month)
    endorsed(month, one, other)
    taken(month)
    decreed(month, (one, "DITETAPKAN"))

    with pytest.raises(NotAllowed):
        decreed(month, (other, "DITETAPKAN"), decree="12/HUK/2026", by=SUPERVISOR)

    assert state(other) == "DISAHKAN"


def test_the_page_offers_the_second_decree_while_the_list_is_not_answered(month, monkeypatch):
    one, other = submitted(month), submitted(month)
    endorsed(month, one, other)
    taken(month)
    decreed(month, (one, "DITETAPKAN"))
    at_the_time(monkeypatch, on(29))

    assert "1 usulan belum disebut dalam SK mana pun" in visit(CENTRE, NOVEMBER)
    assert "belum disebut" not in visit(SUPERVISOR, NOVEMBER)


@pytest.mark.requirement("X-02")
def test_the_next_city_finds_no_list_and_the_next_kelurahan_sees_no_row_of_it(month):
    endorsed(month, submitted(month))

    with pytest.raises(NotFound):
        period_queries.one(NEXT_OFFICE, KEDIRI, month.month)
    with acting(NEXT_OPERATOR):
        assert not SentRow.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [{"kind": "aid"}, {"kind": "new", "programme_code": "PKH"}, {"kind": "new", "left_nik": 9971010101010001}],
    ids=["aid_without_programme", "data_with_programme", "data_that_follows_somebody"],
)
def test_the_database_knows_what_a_row_of_aid_names(month, bad):
    made = submitted(month)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="sent_row_of_aid"), transaction.atomic():
        SentRow.objects.create(period=month, proposal=made, region_code=made.region_code, number=made.number, **bad)


@pytest.mark.requirement("K-21")
def test_who_died_between_proposal_and_decree_is_appointed_by_nobody(month):
    a_quota(CENTRAL, 1)
    made = submitted(month)
    endorsed(month, made)
    with acting(SYSTEM):
        died(Person.objects.get(pk=made.person_id))

    with acting(CENTRE):
        workflow.attach_paper(case_id=made.case_id, paper="nomor_sk", value="11/HUK/2026", by=CENTRE, at=on(28))
        told = workflow.decide_many(
            flow=AID_FLOW, action="kuota_tersedia", case_ids=[made.case_id], by=CENTRE, at=on(28)
        )  # fmt: skip

    assert "tercatat meninggal pada 3-11-2026" in told.refused[made.case_id]
