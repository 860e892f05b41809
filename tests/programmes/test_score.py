"""The local score: parts that can be read, weights of the own kab/kota, everybody weighed again as one statement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kesos.bulk.sql import run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, Refused
from kesos.programmes.models import ScoreWeight, Waiting
from kesos.programmes.queries import score
from kesos.programmes.services import scores
from kesos.registry.models import Decile
from tests.programmes.visits import visited
from tests.programmes.world import AT, BAWANG, KEDIRI, TODAY, official, waiting
from tests.registry.world import a_family, a_person, a_source

pytestmark = pytest.mark.django_db
HEAD = official("KADIS", KEDIRI, 301, "score.set")
IN_THE_NEXT_CITY = "3506132001"
NEXT_CITY = official("KADIS", "3506", 302, "score.set")


def an_old_woman_alone():
    woman = a_person("MBAH KARSIYEM", born=date(1948, 2, 3))
    return a_family(woman), woman


def read(family):
    with acting(SYSTEM):
        return score.of_family(family.pk, on=TODAY)


def set_weights(weights, *, by=HEAD, city=KEDIRI, valid_from=TODAY, basis="SK Kadis 4/2026"):
    told = {item: Decimal(value) for item, value in weights.items()}
    with acting(by):
        return scores.set_weights(city=city, weights=told, basis=basis, valid_from=valid_from, by=by, at=AT)


def test_the_parts_are_shown_and_it_is_called_a_local_score():
    family, woman = an_old_woman_alone()
    visited(family, people=[woman], floor_type="8", toilet_facility="6", by_person={"difficulty_mobility": "1"})

    told = read(family)

    assert str(told) == (
        "Skor lokal 10,0: Lansia tinggal sendiri 3,0 + Disabilitas berat 3,0 + Tidak ada penghasilan 2,0"
        " + Lantai tanah 1,0 + Tanpa jamban 1,0"
    )
    assert "desil" not in str(told).lower()


def test_what_nobody_asked_counts_for_nothing():
    family = a_family(a_person(born=date(1980, 1, 1)), a_person("ANAK", sex="L", born=date(2010, 1, 1)))

    assert read(family).total == 0


def test_the_newest_closed_visit_counts_and_a_draft_does_not():
    family = a_family(a_person(born=date(1980, 1, 1)))
    visited(family, floor_type="8")
    visited(family, floor_type="2")
    visited(family, floor_type="8", draft=True)

    assert read(family).total == 0


@pytest.mark.parametrize(("born", "item"), [(date(2020, 11, 10), True), (date(2020, 11, 9), False)])
def test_a_child_counts_until_the_sixth_birthday(born, item):
    family = a_family(a_person(born=date(1990, 1, 1)), a_person("ANAK", sex="L", born=born))

    assert bool(read(family).parts) is item


def test_the_weights_of_the_own_city_count_and_the_next_city_keeps_its_own():
    here, there = an_old_woman_alone()[0], a_family(a_person(born=date(1940, 1, 1)), region=IN_THE_NEXT_CITY)
    set_weights({"lone_elderly": 5})

    assert (read(here).total, read(there).total) == (5, 3)


def test_setting_weights_weighs_everybody_who_waits_again_and_is_written_down():
    one = waiting("PKH", decile=2)
    with acting(SYSTEM):
        Waiting.objects.filter(pk=one.pk).update(decile=9, score=0)
        Decile.objects.create(family=one.family, release="2026-4", decile=3, as_sent="3", source=a_source())

    changed = set_weights({"child_under_six": "1.5"})

    with acting(SYSTEM):
        one.refresh_from_db()
    assert (changed, one.decile, one.flags) == (1, 3, 0)


def test_flags_say_lone_elderly_disability_and_pregnancy():
    family, woman = an_old_woman_alone()
    visited(family, people=[woman], by_person={"difficulty_vision": "1"})
    with acting(SYSTEM):
        made = Waiting.objects.create(
            programme_id="PKH", family=family, person=woman, region_code=BAWANG, proposed_on=TODAY, entered_at=AT
        )

    first = scores.work_out(areas=[KEDIRI], at=AT)
    again = scores.work_out(areas=[KEDIRI], at=AT)

    with acting(SYSTEM):
        made.refresh_from_db()
    assert (made.flags, made.score, first, again) == (3, Decimal("8.000"), 1, 0)


def test_weights_of_a_later_day_count_from_that_day():
    family, _ = an_old_woman_alone()
    set_weights({"lone_elderly": 5}, valid_from=TODAY + timedelta(days=3))

    assert read(family).total == 3
    with acting(SYSTEM):
        assert score.of_family(family.pk, on=TODAY + timedelta(days=3)).total == 5


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"basis": ""}, "Sebutkan keputusan"),
        ({"valid_from": TODAY - timedelta(days=1)}, "tidak berlaku surut"),
        ({"weights": {"lone_elderly": 101}}, "antara -100 dan 100"),
        ({"weights": {"entah": 1}}, "tidak dikenal: entah"),
        ({"weights": {}}, "Isi bobotnya"),
    ],
)
def test_says_what_is_wrong_with_weights(more, told):
    with pytest.raises(Refused, match=told):
        set_weights(**{"weights": {"lone_elderly": 5}, **more})

    assert not ScoreWeight.objects.filter(region_code=KEDIRI).exists()


def test_a_head_of_the_next_city_sets_no_weights_here():
    with pytest.raises(NotAllowed):
        set_weights({"lone_elderly": 5}, by=NEXT_CITY)


@pytest.mark.parametrize(
    "sql",
    [
        "update programmes_scoreweight set weight = 101",
        "update programmes_scoreweight set valid_to = valid_from - 1",
        "insert into programmes_scoreweight (region_code, item, weight, basis, valid_from)"
        " values ('', 'pregnant', 1, 'x', '2026-11-01')",
    ],
)
def test_the_database_keeps_weights_whole(sql):
    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        run(sql)
