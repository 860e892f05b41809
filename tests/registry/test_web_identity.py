"""The work list of identities, and the look across areas."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.registry.models import AcrossLookUp, Enrolment, IdentityTask, Person, Source
from tests.registry.world import AT, BAWANG, NGRONGGO, a_nik, a_person, a_source

pytestmark = pytest.mark.django_db
LIST, ACROSS = reverse("registry:identity_tasks"), reverse("registry:look_across")
PROVEN = {
    "shown": "ktp", "shown_on_0": "1", "shown_on_1": "11", "shown_on_2": "2026", "resolution": "KTP asli diperiksa",
    "shown_on_tanggal": "1", "shown_on_bulan": "11", "shown_on_tahun": "2026",
}  # fmt: skip


def text(page) -> str:
    return page.content.decode()


def a_task(person: Person, kind: str = "no_nik") -> IdentityTask:
    with acting(SYSTEM):
        return IdentityTask.objects.create(person=person, kind=kind, region_code=person.region_id, opened_at=AT)


def where(task: IdentityTask) -> str:
    return reverse("registry:identity_task", args=[task.pk])


@pytest.fixture
def newborn() -> IdentityTask:
    return a_task(a_person("BAYI SULASTRI", no_nik_reason="newborn"))


@pytest.fixture
def claimant() -> IdentityTask:
    holder = a_person("SULASTRI")
    return a_task(a_person("BAMBANG W", nik_claimed=holder.nik, sex="L"), "second_claimant")


@pytest.mark.requirement("J-29")
def test_the_list_is_filtered_by_kind_and_counts_each(social_office, newborn, claimant):
    every = social_office.get(LIST)
    some = social_office.get(LIST, {"jenis": "no_nik"})

    assert [task.person.full_name for task in every.context["tasks"]] == ["BAYI SULASTRI", "BAMBANG W"]
    assert [task.person.full_name for task in some.context["tasks"]] == ["BAYI SULASTRI"]
    assert [view[2] for view in every.context["views"]] == [2, 1, 0, 1]


def test_the_list_goes_on_by_key(operator):
    for number in range(55):
        a_task(a_person(f"WARGA {number}", no_nik_reason="unknown"))

    first = operator.get(LIST)
    second = operator.get(LIST, {"sesudah": first.context["after"]})

    assert (len(first.context["tasks"]), len(second.context["tasks"])) == (50, 5)


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_no_task_no_count_and_no_page(neighbour, newborn, claimant):
    page = neighbour.get(LIST)

    assert page.context["tasks"] == []
    assert [view[2] for view in page.context["views"]] == [0, 0, 0, 0]
    assert neighbour.get(where(newborn)).status_code == 404
    assert neighbour.post(where(newborn), PROVEN).status_code == 404


@pytest.mark.requirement("X-01")
def test_a_proven_number_closes_the_task_with_its_document_as_source(social_office, newborn):
    nik = as_text(a_nik(date(2026, 10, 3)))

    done = social_office.post(where(newborn), {**PROVEN, "nik": nik}, follow=True)

    assert "Identitas BAYI SULASTRI diselesaikan" in text(done)
    with acting(SYSTEM):
        person = Person.objects.get(full_name="BAYI SULASTRI")
        assert (as_text(person.nik), person.source.title) == (nik, "Formulir identitas: KTP-el")
        assert IdentityTask.objects.get(pk=newborn.pk).resolution == "KTP asli diperiksa"
        assert AuditEvent.objects.filter(kind="registry.identity_settled").count() == 1


def test_a_number_somebody_holds_is_refused_and_leaves_nothing_behind(social_office, claimant):
    with acting(SYSTEM):
        held = as_text(claimant.person.nik_claimed)
        sources = Source.objects.count()

    page = social_office.post(where(claimant), {**PROVEN, "nik": held})

    assert page.status_code == 422
    assert "NIK ini sudah dipakai orang lain" in text(page)
    assert held not in text(page).replace(f'value="{held}"', "")
    with acting(SYSTEM):
        assert Source.objects.count() == sources
        assert IdentityTask.objects.get(pk=claimant.pk).closed_at is None


def test_both_people_stand_beside_each_other_with_masked_numbers(social_office, claimant):
    page = text(social_office.get(where(claimant)))

    assert "Pemegang NIK itu sekarang" in page
    assert "SULASTRI" in page
    assert as_text(claimant.person.nik_claimed) not in page


def test_the_kelurahan_reads_who_settles(operator, newborn):
    page = operator.get(where(newborn))
    sent = operator.post(where(newborn), {**PROVEN, "nik": ""})

    assert "operator atau supervisor dinas sosial" in text(page)
    assert sent.status_code == 403


@pytest.fixture
def elsewhere() -> Person:
    """Somebody of the next kelurahan who receives PKH."""
    person = a_person("PAIJO", region=NGRONGGO, sex="L")
    with acting(SYSTEM):
        Enrolment.objects.create(person=person, programme="PKH", from_on=date(2026, 1, 1), source=a_source())
    return person


@pytest.mark.requirement("X-07")
def test_a_look_across_tells_city_and_services_and_is_written_down(operator, elsewhere):
    page = operator.post(ACROSS, {"nik": as_text(elsewhere.nik), "purpose": "Mengaku pindah"})

    assert "Kota Kediri" in text(page)
    assert "Program Keluarga Harapan" in text(page)
    for hidden in ("PAIJO", "Ngronggo", as_text(elsewhere.nik)):
        assert hidden not in page.context["kabkota"] + str(page.context["services"]) + page.context["found"].nik_masked
    assert "PAIJO" not in text(page)
    assert "Ngronggo" not in text(page)
    with acting(SYSTEM):
        assert AcrossLookUp.objects.get().purpose == "Mengaku pindah"
        assert AuditEvent.objects.filter(kind="registry.looked_across").count() == 1


def test_a_look_for_nobody_is_counted_too(operator):
    page = operator.post(ACROSS, {"nik": as_text(a_nik()), "purpose": "Mengaku pindah"})

    assert "tidak tercatat" in text(page)
    with acting(SYSTEM):
        assert AcrossLookUp.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"nik": "123", "purpose": "Mengaku pindah"}, "enam belas angkanya"),
        ({"nik": as_text(a_nik()), "purpose": "x"}, "lima huruf"),
    ],
)
def test_a_look_without_number_or_purpose_is_refused_at_its_field(operator, told, said):
    page = operator.post(ACROSS, told)

    assert page.status_code == 422
    assert said in text(page)


def test_the_limit_of_an_hour_is_a_dated_setting(operator, elsewhere):
    from kesos.access.models import Setting

    with acting(SYSTEM):
        Setting.objects.filter(key="registry.look_across_an_hour").update(value="1")
    told = {"nik": as_text(elsewhere.nik), "purpose": "Mengaku pindah"}

    answers = [operator.post(ACROSS, told).status_code for _ in range(2)]

    assert answers == [200, 429]


def test_nobody_is_sent_to_the_login(newborn):
    for place in (LIST, where(newborn), ACROSS):
        assert Client().get(place)["Location"].startswith(reverse("account_login"))


def test_a_role_without_the_permission_has_no_look_across(signed_in_as):
    assert signed_in_as("tuti", "STAF", BAWANG[:4]).get(ACROSS).status_code == 403
