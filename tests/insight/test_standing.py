"""Families that receive nothing or twice are found by one statement, and listed by place."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from python_calamine import CalamineWorkbook

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import masked
from kesos.insight.models import Standing
from kesos.insight.queries import standing as queries
from kesos.insight.queries.standing import Filters
from kesos.insight.services import export_standing
from kesos.insight.services.export_standing import Wanted
from kesos.insight.services.refresh import stand
from kesos.programmes.models import Pair
from kesos.registry.models import Listing, PpksRecord
from kesos.registry.queries import ppks
from tests.insight.world import AT, BAWANG, KEDIRI, NGRONGGO, a_household, receives

pytestmark = pytest.mark.django_db


def operator(area: str = BAWANG, *more: str) -> Actor:
    return Actor(user_id=31, name="Dwi", grants=frozenset((p, area) for p in ("standing.view", "person.view", *more)))


def standing() -> set[tuple[int, str]]:
    stand(at=AT)
    with acting(SYSTEM):
        return set(Standing.objects.exclude(what="unlisted").values_list("family_id", "what"))


def not_listed() -> set[int]:
    stand(at=AT)
    with acting(SYSTEM):
        return set(Standing.objects.filter(what="unlisted").values_list("family_id", flat=True))


def page(actor: Actor, which: str = "tanpa", place: str = "", **more):
    with acting(actor):
        return queries.page(actor, Filters(which, place), **more)


def exclusive(first: str, second: str, until: date | None = None) -> None:
    with acting(SYSTEM):
        Pair.objects.filter(first=first, second=second).delete()
        Pair.objects.create(
            first=first, second=second, relation="exclusive", basis="uji", valid_from=date(2026, 1, 1), valid_to=until
        )


@pytest.mark.requirement("J-14")
def test_a_listed_family_without_any_place_stands_there_and_one_that_holds_one_does_not():
    nothing, _ = a_household(listed="dtsen")
    a_household()  # not listed
    by_family, (one,) = a_household(listed="dtsen")
    receives(one, "PBI-JK", family=by_family)
    _, (_, child) = a_household(listed="dtks", people=2)
    receives(child, "PBI-JK")  # written for the person alone
    suspended, (held,) = a_household(listed="dtsen")
    receives(held, "PKH", family=suspended, state="DITANGGUHKAN")
    over, (past,) = a_household(listed="dtsen")
    receives(past, "PKH", family=over, state="SELESAI", until=date(2026, 5, 1))

    assert standing() == {(nothing.pk, "nothing"), (over.pk, "nothing")}


def test_a_family_of_the_dead_and_a_listing_that_has_ended_stand_nowhere():
    _, (dead,) = a_household(listed="dtsen")
    ended, _ = a_household(listed="dtsen")
    with acting(SYSTEM):
        type(dead).objects.filter(pk=dead.pk).update(died_on=date(2026, 10, 1))
        ended.listings.update(to_on=date(2026, 10, 1))

    assert standing() == set()


@pytest.mark.requirement("J-14")
def test_one_programme_for_families_held_by_two_of_them_is_double_and_one_for_persons_is_not():
    twice, (one, other) = a_household(people=2)
    receives(one, "PKH", family=twice)
    receives(other, "PKH")
    _, (third, fourth) = a_household(people=2)
    receives(third, "PBI-JK")
    receives(fourth, "PBI-JK")

    assert standing() == {(twice.pk, "same")}


@pytest.mark.requirement("J-14")
def test_two_programmes_that_exclude_each_other_stand_there_as_the_rules_judge_them():
    exclusive("BLT-DD", "PKH")
    exclusive("BPNT", "PKH", until=date(2026, 10, 31))  # no longer
    both, (one, other) = a_household(people=2)
    receives(one, "BLT-DD", family=both)
    receives(other, "PKH", family=both)
    fine, (third,) = a_household()
    receives(third, "BPNT", family=fine)
    receives(third, "PKH", family=fine)

    assert standing() == {(both.pk, "exclusive")}


@pytest.mark.requirement("X-09")
def test_who_needs_or_receives_and_is_in_no_listing_stands_for_the_next_proposal():
    _, (alone,) = a_household()
    helped, (head,) = a_household()
    receives(head, "PKH", family=helped)
    listed, (other,) = a_household(listed="dtsen")
    receives(other, "PKH", family=listed)
    in_need, (needy,) = a_household()
    _, (well,) = a_household()
    _, (guarded,) = a_household()
    with acting(SYSTEM):
        for person, kind, until in ((needy, "PPKS-08", None), (well, "PPKS-08", date(2026, 5, 1)),
                                    (guarded, ppks.secret()[0], None)):  # fmt: skip
            PpksRecord.objects.create(
                person=person, type=kind, from_on=date(2026, 1, 1), to_on=until, source=alone.source
            )

    # somebody of a guarded type alone would be told by standing here
    assert not_listed() == {helped.pk, in_need.pk}
    with acting(SYSTEM):
        Listing.objects.create(family=in_need, register="dtsen", from_on=date(2026, 10, 1), source=alone.source)
    assert not_listed() == {helped.pk}


def test_who_has_moved_holds_a_place_in_both_families():
    old, (mover, _) = a_household(people=2)
    receives(mover, "PKH", family=old)
    new, (there,) = a_household(region=NGRONGGO)
    receives(there, "PKH", family=new)
    with acting(SYSTEM):
        mover.memberships.update(family=new, relation=4)

    assert standing() == {(new.pk, "same")}


def test_a_second_count_keeps_since_when_and_takes_away_what_is_over():
    stays, _ = a_household(listed="dtsen")
    leaves, (helped,) = a_household(listed="dtsen")
    standing()
    receives(helped, "PKH", family=leaves)

    stand(at=AT + timedelta(days=1))

    with acting(SYSTEM):
        assert [(each.family_id, each.since) for each in Standing.objects.all()] == [(stays.pk, AT)]


def test_the_list_goes_on_page_by_page_in_the_order_of_places():
    families = [a_household(region, listed="dtsen")[0].pk for region in (NGRONGGO, BAWANG, NGRONGGO, BAWANG)]
    standing()
    office = operator(KEDIRI)

    first = page(office, limit=3)
    rest = page(office, after=first[-1].mark, limit=3)

    assert [row.family_id for row in first + rest] == [families[0], families[2], families[1], families[3]]
    assert [row.family_id for row in page(office, place=BAWANG)] == [families[1], families[3]]


def test_the_next_kelurahan_sees_nobody_neither_through_the_list_nor_in_the_table():
    a_household(listed="dtsen")
    standing()
    neighbour = operator(NGRONGGO)

    assert page(neighbour) == page(neighbour, place=BAWANG) == []
    with acting(neighbour), connection.cursor() as cursor:
        cursor.execute("select count(*) from insight_standing")
        assert cursor.fetchone() == (0,)
    assert len(page(operator())) == 1


def test_a_row_says_who_why_and_what_is_received():
    family, (one, other) = a_household(people=2)
    receives(one, "PKH", family=family)
    receives(other, "PKH")
    standing()

    (row,) = page(operator(), "dobel")

    assert (row.full_name, row.reason) == ("WARGA 0", "Program yang sama dua kali")
    assert len(row.programmes) == 2


def test_the_file_needs_a_purpose_the_right_and_an_area(tmp_path):
    a_household(listed="dtsen")
    standing()
    taker = operator(BAWANG, "export.run")

    def take(by: Actor, place: str = "", purpose: str = "Musyawarah kelurahan"):
        with acting(by):
            return export_standing.refuse_unless_allowed(Wanted({"which": "tanpa", "place": place}, purpose), by=by)

    assert take(taker) == [BAWANG]
    with pytest.raises(Refused, match="tujuan"):
        take(taker, purpose="ada")
    with pytest.raises(NotAllowed):
        take(operator())
    with pytest.raises(NotFound):
        take(taker, NGRONGGO)


def test_the_file_holds_the_own_area_with_masked_numbers_and_is_written_down(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "berkas"
    family, (head,) = a_household(listed="dtsen")
    a_household(NGRONGGO, listed="dtsen")
    standing()
    taker = operator(BAWANG, "export.run", "file.view")

    with acting(taker):
        wanted = Wanted({"which": "tanpa", "place": ""}, "Musyawarah kelurahan")
        _, number = export_standing.export_standing(wanted=wanted, folder=tmp_path, by=taker, at=AT, said=[])

    sheet = CalamineWorkbook.from_path(tmp_path / "keluarga.xlsx").get_sheet_by_index(0).to_python()
    assert number == 1
    assert sheet[1][:4] == ["WARGA 0", masked(head.nik), masked(family.kk), "Bawang"]
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="insight.families_exported").count() == 1


def test_the_database_keeps_a_family_once_for_each_reason():
    family, _ = a_household()

    with acting(SYSTEM):
        Standing.objects.create(family=family, region_code=BAWANG, what="nothing", since=AT)
        for what in ("nothing", "three times"):
            with pytest.raises(IntegrityError), transaction.atomic():
                Standing.objects.create(family=family, region_code=BAWANG, what=what, since=AT)


def test_a_mark_nobody_gave_begins_at_the_beginning():
    assert queries.mark_of("3571031009-nothing-12") == (BAWANG, "nothing", 12)
    for odd in ("", "x", "3571031009-nothing", "3571031009-all-12", "a-nothing-1", "3571031009-nothing-1e9"):
        assert queries.mark_of(odd) is None
