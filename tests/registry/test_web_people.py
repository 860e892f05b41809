"""Finding people and the page of one person, as the operator, as the next kelurahan, as nobody."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kesos.access.door import at_the_door
from kesos.access.web.account_views import BACKEND
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text, masked
from kesos.registry.models import Decile, Enrolment, Family, Listing, Person, Reach
from tests.access.world import an_official
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, a_source

pytestmark = pytest.mark.django_db
LIST = reverse("registry:people")
CARD = reverse("registry:card")


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def sulastri() -> Person:
    """A family of two with DTSEN, decile, PKH of the mother and PIP of the son."""
    mother = a_person("SULASTRI", birth_place="KEDIRI")
    son = a_person("DIMAS PRASETYO", sex="L", born=date(2009, 8, 7))
    family = a_family(
        mother, son, address="JL. MAWAR 3", rt="004", rw="002", latitude="-7.862654", longitude="112.061103"
    )
    with acting(SYSTEM):
        source = a_source("SK 12/2026", kind="decree")
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), decree="SK 12", source=source)
        Decile.objects.create(family=family, release="2026-3", decile=2, as_sent="2", source=source)
        for person, programme, until in (
            (mother, "PKH", None),
            (mother, "SEMBAKO", date(2025, 12, 31)),
            (son, "PIP", None),
        ):
            Enrolment.objects.create(
                unlisted_reason="uji",
                person=person,
                family=family,
                programme=programme,
                from_on=date(2024, 4, 1),
                to_on=until,
                source=source,
            )
    return mother


def address(person: Person) -> str:
    return reverse("registry:person", args=[person.pk])


@pytest.mark.requirement("J-29")
def test_the_own_village_is_listed_with_masked_numbers(operator, sulastri):
    a_person("PAIJO", region=NGRONGGO)

    page = text(operator.get(LIST))

    assert "SULASTRI" in page
    assert "PAIJO" not in page
    assert masked(sulastri.nik) in page
    assert as_text(sulastri.nik) not in page


def test_a_name_goes_into_the_address_and_can_be_misspelt(operator, sulastri):
    sent = operator.post(LIST, {"cari": "sulasri"})

    page = operator.get(sent["Location"])

    assert sent["Location"].endswith("?nama=sulasri")
    assert "Tidak ada nama persis" in text(page)
    assert [row.full_name for row in page.context["rows"]] == ["SULASTRI"]


@pytest.mark.requirement("X-01")
def test_a_nik_leads_to_its_person_and_never_stands_in_an_address(operator, sulastri):
    found = operator.post(LIST, {"cari": as_text(sulastri.nik)})
    typed = operator.get(f"{LIST}?nama={as_text(sulastri.nik)}")

    assert found["Location"] == address(sulastri)
    assert "nomor tidak ditaruh di alamat" in text(typed)
    assert "SULASTRI" not in text(typed)


@pytest.mark.requirement("J-14")
def test_a_whole_nik_shows_who_where_and_the_four_pillars_beside_the_box(operator, sulastri):
    shown = text(operator.post(CARD, {"cari": as_text(sulastri.nik)}, headers={"HX-Request": "true"}))

    assert "SULASTRI" in shown
    assert "JL. MAWAR 3" in shown
    assert "diterima" in shown
    assert masked(sulastri.nik) in shown
    assert as_text(sulastri.nik) not in shown
    assert len(shown) < 3_000, "for a poor connection"


@pytest.mark.requirement("X-02")
def test_the_card_of_the_next_kelurahan_is_as_of_nobody(neighbour, sulastri):
    theirs, nobodys = (
        text(neighbour.post(CARD, {"cari": nik}, headers={"HX-Request": "true"}))
        for nik in (as_text(sulastri.nik), "9971031203990099")
    )

    assert theirs == nobodys
    assert "tidak ditemukan" in theirs


def test_a_card_needs_a_whole_nik_and_a_page_to_stand_in(operator):
    assert "16 angka" in text(operator.post(CARD, {"cari": "9971"}, headers={"HX-Request": "true"}))
    assert operator.post(CARD, {"cari": "9971"})["Location"] == LIST


def test_a_card_number_shows_the_family(operator, sulastri):
    with acting(SYSTEM):
        number = Family.objects.get().kk

    page = operator.post(LIST, {"cari": str(number)})

    assert [row.full_name for row in page.context["rows"]] == ["DIMAS PRASETYO", "SULASTRI"]


def test_a_number_of_another_length_is_told_its_rule(operator):
    assert "16 angka" in text(operator.post(LIST, {"cari": "9971"}))


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_neither_row_nor_count(neighbour, sulastri):
    for answer in (
        neighbour.get(LIST),
        neighbour.get(f"{LIST}?nama=sulastri"),
        neighbour.get(f"{LIST}?nama=sulastri&wilayah={BAWANG}"),
        neighbour.post(LIST, {"cari": as_text(sulastri.nik)}),
    ):
        assert answer.status_code == 200
        assert answer.context["rows"] == []
        assert "SULASTRI" not in text(answer)


def test_the_picker_offers_own_places_alone(social_office, neighbour):
    assert text(social_office.get(LIST)).count("<option") > 46
    assert "<option" not in text(neighbour.get(LIST))


def test_the_list_goes_on_by_key(operator):
    for number in range(60):
        a_person(f"WARGA {number:02}")

    first = operator.get(LIST)
    second = operator.get(LIST, {"sesudah": first.context["after"]})

    names = [row.full_name for row in [*first.context["rows"], *second.context["rows"]]]
    assert names == [f"WARGA {number:02}" for number in range(60)]


def test_a_companion_finds_by_number_whom_the_assignment_reaches_and_may_not_search_names(sulastri):
    user, client = an_official("tri", "PENDAMPING", BAWANG, holder="assignment:7"), Client()
    with acting(SYSTEM):
        Reach.objects.create(
            person=sulastri, holder="assignment:7", region_code=BAWANG, from_on=date(2026, 1, 1), why="Dampingan PKH"
        )
    with at_the_door():
        Authenticator.objects.create(user=user, type="totp", data={})
        client.force_login(user, backend=BACKEND)

    assert client.post(LIST, {"cari": as_text(sulastri.nik)})["Location"] == address(sulastri)
    assert client.get(address(sulastri)).status_code == 200
    assert "dengan NIK atau No KK" in text(client.get(f"{LIST}?nama=sulastri"))


@pytest.mark.requirement("J-14")
def test_one_page_tells_what_is_received_was_received_and_was_never_received(operator, sulastri):
    page = operator.get(address(sulastri))

    standings = {
        service.programme: service.standing for pillar in page.context["pillars"] for service in pillar.services
    }
    assert (standings["PKH"], standings["SEMBAKO"], standings["PIP"], standings["ATENSI"]) == (
        "received",
        "past",
        "never",
        "never",
    )
    assert len(standings) == 17 + 1  # the programmes, and the stay in a home
    for word in ("Diterima", "Pernah diterima", "Belum pernah", "Diterima anggota lain: DIMAS PRASETYO"):
        assert word in text(page)


@pytest.mark.requirement("K-03")
def test_aid_outside_the_integrated_data_tells_on_the_page_why_it_was_admitted(operator, sulastri):
    with acting(SYSTEM):
        Enrolment.objects.filter(person=sulastri, programme="PKH").update(unlisted_reason="Korban banjir Brantas")

    assert "di luar data terpadu: Korban banjir Brantas" in text(operator.get(address(sulastri)))


def test_aid_to_a_family_counts_for_each_member(operator, sulastri):
    with acting(SYSTEM):
        son = Person.objects.get(full_name="DIMAS PRASETYO")

    page = operator.get(address(son))

    told = {each.programme: each for pillar in page.context["pillars"] for each in pillar.services}
    assert told["PKH"].standing == "received"
    assert "melalui SULASTRI" in told["PKH"].notes[0]
    assert told["PIP"].standing == "received"


@pytest.mark.requirement("J-24")
def test_the_page_says_when_and_from_what_it_was_last_brought_up_to_date(operator, sulastri):
    page = text(operator.get(address(sulastri)))

    assert "Terakhir diperbarui 9 November 2026, 10.00 WIB dari BNBA November, keadaan 1 November 2026" in page


@pytest.mark.requirement("X-01")
def test_the_page_shows_place_family_register_and_decile(operator, sulastri):
    page = text(operator.get(address(sulastri)))

    for told in ("JL. MAWAR 3", "RT 004", "Bawang", "DIMAS PRASETYO", "Aktif di DTSEN", "Desil 2", "SK 12", "<svg"):
        assert told in page
    assert as_text(sulastri.nik) not in page


def test_the_house_stands_where_the_boundary_says_and_a_point_elsewhere_is_told(operator, sulastri):
    inside = operator.get(address(sulastri))
    with acting(SYSTEM):
        Family.objects.update(longitude="112.500000")
    outside = operator.get(address(sulastri))

    x, y = inside.context["point"]
    assert 0 < x < 320
    assert 0 < y < 320
    assert '<circle class="here"' in text(inside)
    assert "di luar batas kelurahan ini" in text(outside)
    assert '<circle class="here"' not in text(outside)


@pytest.mark.requirement("J-30")
def test_a_changed_value_stands_in_the_history_with_its_source(operator, sulastri):
    with acting(SYSTEM):
        Person.objects.filter(pk=sulastri.pk).update(
            full_name="SULASTRI NINGSIH", religion="1", source=a_source("Padan Dukcapil"), updated_at=AT
        )

    page = operator.get(address(sulastri))

    assert "Nama: SULASTRI → SULASTRI NINGSIH" in text(page)
    assert "Sumber: Padan Dukcapil" in text(page)
    origins = {value.label: value.source for value in page.context["values"]}
    assert origins["Nama"] == "Padan Dukcapil"
    assert origins["Tanggal lahir"] == "BNBA November"


@pytest.mark.requirement("X-07")
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_a_nik_opens_for_a_reason_that_is_written_down(operator, sulastri, headers):
    told = {"keperluan": "kk", "keterangan": "Pemohon di loket"}

    page = operator.post(reverse("registry:open_nik", args=[sulastri.pk]), told, headers=headers)

    assert as_text(sulastri.nik) in text(page)
    assert ("<html" in text(page)) != bool(headers)
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="registry.nik_opened")
        assert (event.subject, event.details["reason"]) == (
            f"person:{sulastri.pk}",
            "Mencocokkan KK atau KTP di loket: Pemohon di loket",
        )
    assert "NIK lengkap dibuka" in text(operator.get(address(sulastri)))


def test_without_a_reason_the_nik_stays_closed(operator, sulastri):
    page = operator.post(reverse("registry:open_nik", args=[sulastri.pk]), {"keperluan": "lain"})

    assert page.status_code == 409
    assert as_text(sulastri.nik) not in text(page)
    assert "Tuliskan alasan" in text(page)


def test_who_may_not_open_a_nik_reads_who_can(signed_in_as, sulastri):
    page = text(signed_in_as("tuti", "STAF", "3571").get(address(sulastri)))

    assert "mintalah kepada operator kelurahan" in page
    assert "Tampilkan 5 menit" not in page


def test_markup_in_a_name_is_only_text(operator):
    person = a_person("<script>alert(1)</script>", birth_place="<b>x</b>")

    for page in (operator.get(LIST), operator.get(address(person))):
        assert "<script>alert" not in text(page)
        assert "&lt;script&gt;alert(1)" in text(page)


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_gets_not_found_for_page_and_nik(neighbour, sulastri):
    seen = neighbour.get(address(sulastri))
    opened = neighbour.post(reverse("registry:open_nik", args=[sulastri.pk]), {"keperluan": "kk"})

    assert (seen.status_code, opened.status_code) == (404, 404)
    with acting(SYSTEM):
        assert not AuditEvent.objects.filter(kind="registry.nik_opened").exists()


def test_nobody_is_sent_to_the_login(sulastri):
    for where in (LIST, address(sulastri)):
        assert Client().get(where)["Location"].startswith(reverse("account_login"))


def test_the_whole_page_asks_the_database_twelve_times_at_most(operator, sulastri):
    with acting(SYSTEM):
        Person.objects.filter(pk=sulastri.pk).update(full_name="SULASTRI N", source=a_source(), updated_at=AT)
    operator.get(address(sulastri))

    with CaptureQueriesContext(connection) as asked:
        operator.get(address(sulastri))

    # the test's own transaction lies around the request: savepoints, and the outer actor kept and put back
    outer = (
        "SAVEPOINT",
        "RELEASE",
        "coalesce(current_setting('kesos.user_id'",
        "set_config('role'",
        "('kesos.user_id', ''",
    )
    told = [one["sql"] for one in asked if not any(mark in one["sql"] for mark in outer)]
    assert len(told) <= 12, "\n".join(sql[:200] for sql in told)


def test_the_number_of_queries_does_not_grow_with_the_family(operator, sulastri):
    counts = []
    for size in (2, 12):
        people = [a_person(f"ANGGOTA {n}") for n in range(size)]
        a_family(*people)
        operator.get(address(people[0]))
        with CaptureQueriesContext(connection) as asked:
            operator.get(address(people[0]))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_number_of_queries_of_the_list_does_not_grow_with_it(operator):
    counts = []
    for size in (2, 20):
        a_family(*(a_person(f"WARGA {size} {n}") for n in range(size)))
        operator.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            operator.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1]
