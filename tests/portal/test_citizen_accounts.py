"""A citizen comes to an account; who tries out numbers learns nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kesos.access.actors import actor_for
from kesos.access.models import User
from kesos.access.services.accounts import AccountRefused
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused, TooMany
from kesos.foundation.numbers import as_text
from kesos.portal.models import CitizenAccount, EntranceTry, Report
from kesos.portal.queries import reports
from kesos.portal.services import register_citizen
from kesos.portal.services.register_citizen import NO_MATCH, Claim
from kesos.registry.models import Family, Person
from tests.portal.world import (
    AT,
    BAWANG,
    NGRONGGO,
    a_citizen,
    a_recipient,
    official,
    person_of,
    take_as,
    told_sanggah,
    told_usul,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
PASSWORD = "sawah hijau di kaki gunung"


def a_family_here(name="YATEMI", **more):
    person = a_person(name, **more)
    return person, a_family(person)


def a_claim(person, family, **more):
    told = Claim(person.nik, family.kk, person.full_name, person.birth_date, "yatemi.bawang", PASSWORD)
    return replace(told, **more)


def joined(claim, *, at=AT, address="10.0.0.1"):
    return register_citizen.join(claim=claim, address=address, at=at)


def test_who_is_all_that_was_typed_gets_an_account_of_the_own_family():
    person, family = a_family_here()
    stranger, _ = a_family_here("SUMIATI")

    user = joined(a_claim(person, family, name="yatemi"))

    actor = actor_for(user.pk, at=AT)
    assert (actor.roles, actor.families, actor.grants) == ({"WARGA"}, {family.pk}, frozenset())
    assert user.check_password(PASSWORD)
    with acting(actor):
        assert list(Family.objects.values_list("pk", flat=True)) == [family.pk]
        assert stranger.pk not in Person.objects.values_list("pk", flat=True)
        assert CitizenAccount.objects.get().proven_at is None


def test_every_failing_case_gets_the_same_answer():
    person, family = a_family_here()
    dead, of_dead = a_family_here("PAIJAN", died_on=date(2026, 1, 1))
    child, of_child = a_family_here("BAYI", born=date(2020, 1, 2))
    taken = person_of(a_citizen("TUKIJO"))
    with acting(SYSTEM):
        of_taken = taken.memberships.get().family
    wrong = [
        a_claim(person, family, nik=person.nik + 1),
        a_claim(person, family, kk=family.kk + 1),
        a_claim(person, family, name="YATEMAH"),
        a_claim(person, family, birth_date=date(1980, 1, 1)),
        a_claim(person, of_dead),
        a_claim(dead, of_dead),
        a_claim(child, of_child),
        a_claim(taken, of_taken),
    ]

    answers = [joined(claim, address=f"10.0.0.{n}") for n, claim in enumerate(wrong)]

    assert answers == [None] * len(wrong)


def test_the_page_answers_every_failing_case_alike():
    person, family = a_family_here()

    def page(nik, kk, name):
        told = {"nik": as_text(nik), "kk": as_text(kk), "nama": name, "lahir_tanggal": "12", "lahir_bulan": "4",
                "lahir_tahun": "1979", "pengguna": "siapa.saja", "sandi": PASSWORD}  # fmt: skip
        answer = Client().post(reverse("portal:join"), told)
        return answer.status_code, NO_MATCH in answer.content.decode()

    answers = {
        page(person.nik, family.kk, "SALAH"),
        page(person.nik, family.kk + 1, "YATEMI"),
        page(9971035204799999, family.kk, "YATEMI"),
    }

    assert answers == {(422, True)}
    assert page(person.nik, family.kk, "YATEMI")[0] == 302


def test_a_weak_password_is_told_before_anything_is_compared():
    person, family = a_family_here()

    for claim in (a_claim(person, family, password="pendek"), a_claim(person, family, nik=1, password="pendek")):
        with pytest.raises(AccountRefused) as refused:
            joined(claim)
        assert refused.value.field == "password"
    with acting(SYSTEM):
        assert not CitizenAccount.objects.exists()


def test_five_wrong_tries_for_one_number_close_it_for_an_hour_from_everywhere():
    person, family = a_family_here()
    wrong, right = a_claim(person, family, name="SALAH"), a_claim(person, family)

    for n in range(5):
        assert joined(wrong, address=f"10.0.0.{n}") is None
    with pytest.raises(TooMany):
        joined(right, address="10.0.0.9")

    assert joined(right, address="10.0.0.9", at=AT + timedelta(hours=1)) is not None


def test_twenty_wrong_tries_from_one_address_close_it_whatever_the_number():
    person, family = a_family_here()

    for n in range(20):
        assert joined(a_claim(person, family, nik=person.nik + 100 + n)) is None
    with pytest.raises(TooMany):
        joined(a_claim(person, family))

    assert not EntranceTry.objects.filter(mark__contains="10.0.0.1").exists()


def test_a_taken_username_is_said_and_nothing_stays():
    person, family = a_family_here()
    a_citizen("TUKIJO", username="yatemi.bawang")

    with pytest.raises(AccountRefused) as refused:
        joined(a_claim(person, family))

    assert refused.value.field == "username"
    with acting(SYSTEM):
        assert not CitizenAccount.objects.filter(person=person).exists()


@pytest.mark.parametrize("username", ["yatemi.bawang", "Ya!"])
def test_a_username_that_will_not_do_tells_nothing_of_the_data(username):
    person, family = a_family_here()
    a_citizen("TUKIJO", username="yatemi.bawang")

    for claim in (a_claim(person, family), a_claim(person, family, name="ORANG LAIN")):
        with pytest.raises(AccountRefused) as refused:
            joined(replace(claim, username=username))
        assert refused.value.field == "username"


def at_counter(by, person, act=register_citizen.register_at_counter, **more):
    with acting(by):
        return act(person_id=person.pk, by=by, at=AT, **more)


@pytest.mark.requirement("K-27")
def test_the_counter_hands_over_a_code_that_works_once_with_its_username():
    operator, (person, _) = official("OP_DESA", BAWANG), a_family_here()
    told = {"password": PASSWORD, "address": "10.0.0.1", "at": AT + timedelta(hours=2)}

    paper = at_counter(operator, person)
    wrong = register_citizen.enter_code(username="warga-lain", code=paper.code, **told)
    user = register_citizen.enter_code(username=paper.username, code=paper.code.lower(), **told)
    again = register_citizen.enter_code(username=paper.username, code=paper.code, **told)

    assert (wrong, again) == (None, None)
    assert user.check_password(PASSWORD)
    with acting(SYSTEM):
        assert CitizenAccount.objects.get(person=person).proven_by == operator.user_id


def test_at_the_counter_nobody_comes_in_the_name_of_the_dead():
    operator, (person, _) = official("OP_DESA", BAWANG), a_family_here()
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(died_on=date(2026, 10, 1))

    with pytest.raises(Refused, match="tercatat meninggal"):
        at_counter(operator, person)
    with pytest.raises(Refused, match="tercatat meninggal"):
        take_as(operator, person, told_usul(9971030101109997))
    with acting(SYSTEM):
        assert not CitizenAccount.objects.exists()
        assert not Report.objects.exists()


def test_a_code_ends_with_its_hours_and_is_closed_after_five_wrong_ones():
    operator, (person, _) = official("OP_DESA", BAWANG), a_family_here()
    paper = at_counter(operator, person)
    told = {"username": paper.username, "password": PASSWORD, "address": "10.0.0.1"}

    late = register_citizen.enter_code(code=paper.code, at=AT + timedelta(hours=73), **told)
    for _ in range(5):
        assert register_citizen.enter_code(code="AAAA-AAAA-AAAA", at=AT, **told) is None
    with pytest.raises(TooMany):
        register_citizen.enter_code(code=paper.code, at=AT, **told)

    assert late is None


def test_nobody_makes_a_way_into_an_account_in_use():
    operator, citizen = official("OP_DESA", BAWANG), a_citizen()
    person = person_of(citizen)

    with pytest.raises(AccountRefused) as refused:
        at_counter(operator, person, register_citizen.new_code)
    with pytest.raises(AccountRefused):
        at_counter(operator, person)

    assert refused.value.code == "in_use"


def test_a_new_account_keeps_what_was_told_before():
    operator, citizen = official("OP_DESA", BAWANG), a_citizen("TUKIJO")
    person = person_of(citizen)
    report = take_as(operator, person, told_sanggah(a_recipient()))

    at_counter(operator, person, register_citizen.end_account, reason="Lupa kata sandi")
    at_counter(operator, person)
    with acting(SYSTEM):
        fresh = CitizenAccount.objects.get(person=person, ended_at=None)
        assert not User.objects.get(pk=citizen.user_id).is_active

    actor = actor_for(fresh.user_id, at=AT)
    with acting(actor):
        assert [each.pk for each in reports.own(actor)] == [report.pk]
    with acting(citizen):
        assert not Report.objects.exists()


def test_an_official_proves_an_account_once():
    operator, citizen = official("OP_DESA", BAWANG), a_citizen(proven=False)
    person = person_of(citizen)

    at_counter(operator, person, register_citizen.prove)
    at_counter(operator, person, register_citizen.prove)

    with acting(SYSTEM):
        assert CitizenAccount.objects.get(person=person).proven_by == operator.user_id


@pytest.mark.requirement("X-02")
def test_the_counter_makes_accounts_in_the_own_kelurahan_alone():
    person, _ = a_family_here()

    with pytest.raises(NotFound):
        at_counter(official("OP_DESA", NGRONGGO), person)
    with pytest.raises(NotAllowed):
        at_counter(official("LURAH", BAWANG), person)


def test_who_is_in_no_family_is_told_what_to_mend():
    with pytest.raises(AccountRefused, match="keluarga"):
        at_counter(official("OP_DESA", BAWANG), a_person("SENDIRI"))
