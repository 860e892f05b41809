"""Whoever was found nowhere is begun as this month's proposal from the finding, with one click."""

from datetime import date

import pytest
from django.urls import reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.padan.models import Finding, Run, Snapshot
from tests.access.world import an_official
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_nik, a_person
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db


def not_found(person=None, **more) -> Finding:
    with acting(SYSTEM):
        told = {"as_of": date(2026, 11, 1), "taken_at": AT, "ready_at": AT, "by_user_id": 1}
        ours = Snapshot.objects.create(kind="registry", source="kesos", **told)
        theirs = Snapshot.objects.create(kind="population", source="kependudukan", **told)
        run = Run.objects.create(
            source="kependudukan", registry=ours, other=theirs, is_whole=True, engine="duckdb", state="done",
            begun_at=AT, finished_at=AT, by_user_id=1,
        )  # fmt: skip
        said = {"source": "kependudukan", "bucket": 3, "region_code": BAWANG, "outcome": "tidak_ditemukan", "run": run}
        return Finding.objects.create(**said | {"nik": person.nik if person else 0, "person": person} | more)


def page_of(finding: Finding, role: str = "OP_DESA", area: str = BAWANG):
    client = signed_in(an_official(f"{role}.{area}.{finding.pk}".lower(), role, area))
    return client, client.get(reverse("padan:finding", args=[finding.pk]))


@pytest.mark.requirement("X-09")
def test_somebody_the_population_registry_does_not_know_is_proposed_from_the_finding():
    person = a_person("SULASTRI")
    a_family(person)
    onward = f"{reverse('proposals:start')}?warga={person.pk}"

    finding = not_found(person)
    client, page = page_of(finding)
    begun = client.get(onward)

    assert f'href="{onward}"' in page.content.decode()
    assert "SULASTRI" in begun.content.decode()
    assert page_of(finding, area=NGRONGGO)[1].status_code == 404


def test_who_differs_died_or_may_not_be_proposed_by_the_reader_has_no_such_way():
    person, dead = a_person("SULASTRI"), a_person("PAIMAN")
    a_family(person)
    with acting(SYSTEM):
        type(dead).objects.filter(pk=dead.pk).update(died_on=date(2026, 10, 1))

    differing = not_found(person, outcome="sebagian", differs="nama")
    gone = not_found(dead)

    for finding, role, area in (
        (differing, "OP_DESA", BAWANG),
        (gone, "OP_DESA", BAWANG),
        (gone, "SUPERVISOR", "3571"),
    ):
        assert reverse("proposals:start") not in page_of(finding, role, area)[1].content.decode()


@pytest.mark.requirement("X-09")
def test_a_recipient_nobody_has_written_down_begins_as_a_new_family_without_the_full_number():
    nik = a_nik()
    finding = not_found(nik=nik, source="daftar", their_name="YATEMI WIJI", their_sex="P")

    client, page = page_of(finding)
    sent = {"jumlah": "1", "anggota0-full_name": "YATEMI WIJI", "anggota0-relation": "1", "region_code": BAWANG}
    begun = client.post(reverse("registry:family_new"), sent)

    assert "Catat keluarganya" in page.content.decode()
    assert as_text(nik) not in page.content.decode()
    assert begun.status_code == 200
    assert 'value="YATEMI WIJI"' in begun.content.decode()
