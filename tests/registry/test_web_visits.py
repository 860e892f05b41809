"""The screens of a visit: as its operator, a colleague, the next kelurahan, the social office."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.numbers import as_text
from kesos.registry.models import Family, FamilyVisit, PersonVisit
from tests.registry.visit_world import OPERATOR, closed, said, statements, sulastris_family
from tests.registry.web_work import text
from tests.registry.world import AT

pytestmark = pytest.mark.django_db
DATED = {"survey_date_tanggal": "8", "survey_date_bulan": "11", "survey_date_tahun": "2026"}


@pytest.fixture
def family() -> Family:
    return sulastris_family()


@pytest.fixture
def draft(operator, family):
    """Begun with a click by the operator who is signed in."""
    operator.post(reverse("registry:visits", args=[family.pk]))
    return the(family)


def the(family: Family):
    with acting(SYSTEM):
        return FamilyVisit.objects.filter(family=family).latest("pk")


def of(visit, name: str):
    with acting(SYSTEM):
        return PersonVisit.objects.get(visit=visit.pk, full_name=name)


def step(visit, slug: str, person: int | None = None) -> str:
    if person:
        return reverse("registry:visit_member_step", args=[visit.pk, person, slug])
    return reverse("registry:visit_step", args=[visit.pk, slug])


def finished(visit) -> None:
    """Answers of every class, then closed, by whoever opened it."""
    mother = of(visit, "SULASTRI")
    by = Actor(user_id=visit.by_user_id, name="Dwi", grants=OPERATOR.grants)
    said(visit, "rumah", by=by, floor_type="8", total_spend=1_150_000)
    said(visit, "kesehatan", by=by, person=mother.person_id, chronic="12")
    closed(visit, by=by)


def test_the_persons_page_leads_to_the_visits_of_the_family(operator, family):
    with acting(SYSTEM):
        person = family.memberships.get(relation=1).person_id

    page = text(operator.get(reverse("registry:person", args=[person])))

    assert reverse("registry:visits", args=[family.pk]) in page


def test_the_list_of_steps_tells_how_far_each_is(operator, draft):
    operator.post(step(draft, "rumah"), {"floor_type": "8"})

    page = text(operator.get(reverse("registry:visit", args=[draft.pk])))

    assert "Belum dibuka" in page
    assert "1 dari" in page
    assert "47 tahun · 0 dari 7 bagian lengkap" in page


def test_a_step_has_the_questions_of_the_table_and_shows_what_is_known_already(operator, draft):
    page = text(operator.get(step(draft, "rumah")))
    address = text(operator.get(step(draft, "alamat")))

    assert "<h1>Rumah</h1>" in page
    assert "Jenis lantai terluas" in page
    assert 'name="floor_type"' in page
    assert "Marmer/granit" in page
    assert "JL. MAWAR 3" in address
    assert 'name="address"' not in address


def test_a_question_that_hangs_on_another_says_so_for_people_without_scripts(operator, draft):
    page = text(operator.get(step(draft, "rumah")))

    assert 'data-asked-when="power_source=1"' in page
    assert "Hanya bila «Sumber penerangan»: Listrik PLN dengan meteran" in page


def test_a_child_of_three_is_asked_for_no_work(operator, draft):
    child = of(draft, "ANAK KE-0")

    page = text(operator.get(step(draft, "pekerjaan", child.person_id)))
    listed = text(operator.get(reverse("registry:visit_member", args=[draft.pk, child.person_id])))

    assert "Tidak ada pertanyaan di bagian ini" in page
    assert "Tidak ditanyakan" in listed


def test_saving_keeps_the_answers_and_goes_on_to_the_next_step(operator, draft):
    answer = operator.post(step(draft, "rumah"), {"floor_type": "8", "floor_area": "36,5", "has_dwelling": "ya"})

    kept = the_again(draft)
    assert answer["Location"] == step(draft, "program-keluarga")
    assert (kept.floor_type, str(kept.floor_area), kept.has_dwelling) == ("8", "36.50", True)


def test_a_wrong_answer_stays_in_its_field_with_the_sentence_and_nothing_is_kept(operator, draft):
    answer = operator.post(step(draft, "rumah"), {"floor_type": "8", "power_source": "4", "power_va_1": "1"})

    page = text(answer)
    assert answer.status_code == 422
    assert "Hanya ditanyakan bila «Sumber penerangan»: Listrik PLN dengan meteran" in page
    assert 'href="#id_power_va_1' in page
    assert the_again(draft).floor_type is None


def test_month_date_and_many_are_read_from_their_controls(operator, draft):
    mother = of(draft, "SULASTRI")
    operator.post(
        step(draft, "program-keluarga"), {"got_pkh": "1", "got_pkh_month_bulan": "8", "got_pkh_month_tahun": "2026"}
    )
    operator.post(step(draft, "disabilitas", mother.person_id), {"disability_type": ["fisik", "mental"]})

    assert the_again(draft).got_pkh_month == date(2026, 8, 1)
    assert of(draft, "SULASTRI").disability_type == ["fisik", "mental"]


def test_what_was_kept_stands_in_the_form_again(operator, draft):
    mother = of(draft, "SULASTRI")
    operator.post(step(draft, "rumah"), {"floor_type": "8", "floor_area": "36,5", "food_spend": "500000"})
    operator.post(step(draft, "identitas", mother.person_id), {"id_cards": ["1", "4"], "alive": "ya"})

    page = text(operator.get(step(draft, "rumah")))
    cards = text(operator.get(step(draft, "identitas", mother.person_id)))

    assert 'value="36,5"' in page
    assert 'value="500.000"' in page
    ticked = re.findall(r'name="(id_cards|alive)" value="(\w+)"[^>]* checked', cards)
    assert ticked == [("id_cards", "1"), ("id_cards", "4"), ("alive", "ya")]


def test_all_answers_are_shown_before_closing_and_closing_makes_a_fact(operator, draft, family):
    operator.post(step(draft, "rumah"), {"floor_type": "8"})
    operator.post(step(draft, "petugas"), {**DATED, "survey_result": "2"})

    shown = text(operator.get(reverse("registry:visit_check", args=[draft.pk])))
    answer = operator.post(reverse("registry:visit_check", args=[draft.pk]))

    assert "Tanah" in shown
    assert answer["Location"] == reverse("registry:visit", args=[draft.pk])
    assert not the_again(draft).draft
    history = text(operator.get(reverse("registry:visits", args=[family.pk])))
    assert "8 November 2026" in history
    assert "Ditutup" in history


def test_closing_too_early_says_what_is_missing(operator, draft):
    answer = operator.post(reverse("registry:visit_check", args=[draft.pk]))

    assert answer.status_code == 422
    assert "Isi tanggal dan hasil pendataan" in text(answer)


@pytest.mark.requirement("X-07")
def test_a_closed_visit_hides_health_and_money_until_a_reason_is_given(operator, draft):
    finished(draft)
    address = reverse("registry:visit", args=[draft.pk])

    before = text(operator.get(address))
    after = text(operator.post(address, {"golongan": ["health"], "alasan": "Rujukan ke puskesmas"}))
    again = text(operator.get(address))

    assert "HIV/AIDS" not in before
    assert "1.150.000" not in before
    assert "HIV/AIDS" in after
    assert "1.150.000" not in after
    assert "HIV/AIDS" not in again
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="registry.visit_answers_opened").count() == 1


def test_a_closed_visit_masks_numbers(operator, draft):
    finished(draft)
    nik = as_text(of(draft, "SULASTRI").nik)

    pages = [text(operator.get(reverse(f"registry:{name}", args=[draft.pk]))) for name in ("visit", "visit_paper")]

    assert all(nik not in page and nik[:4] in page for page in pages)


def test_without_a_reason_nothing_opens(operator, draft):
    finished(draft)

    answer = operator.post(reverse("registry:visit", args=[draft.pk]), {"golongan": ["health"], "alasan": ""})

    assert answer.status_code == 422
    assert "HIV/AIDS" not in text(answer)


def test_a_role_without_the_right_is_not_offered_to_open(signed_in_as, draft):
    finished(draft)
    lurah = signed_in_as("lurah", "LURAH", "3571031009")

    page = text(lurah.get(reverse("registry:visit", args=[draft.pk])))
    tried = lurah.post(reverse("registry:visit", args=[draft.pk]), {"golongan": ["health"], "alasan": "ingin tahu"})

    assert "peran Anda tidak membukanya" in page
    assert "HIV/AIDS" not in page + text(tried)


def test_a_colleague_sees_that_there_is_a_draft_but_not_what_stands_in_it(operator, signed_in_as, draft):
    operator.post(step(draft, "rumah"), {"floor_type": "8"})
    other = signed_in_as("rina", "OP_DESA", "3571031009")

    page = text(other.get(reverse("registry:visit", args=[draft.pk])))

    assert "Sedang diisi petugas lain" in page
    assert other.get(step(draft, "rumah")).status_code == 404
    assert other.get(reverse("registry:visit_check", args=[draft.pk])).status_code == 404


def test_a_draft_is_thrown_away_after_being_asked(operator, draft, family):
    asked = text(operator.get(reverse("registry:visit_discard", args=[draft.pk])))
    operator.post(reverse("registry:visit_discard", args=[draft.pk]))

    assert "Semua jawaban draf ini hilang" in asked
    with acting(SYSTEM):
        assert not FamilyVisit.objects.filter(family=family).exists()


def test_paper_has_every_question_once_for_the_family_and_for_each_member(operator, family):
    page = text(operator.get(reverse("registry:visit_blank", args=[family.pk])))

    assert page.count("Jenis lantai terluas") == 1
    assert page.count("Jam kerja seminggu") == 2
    assert "☐&nbsp;Marmer/granit" in page


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_none_of_the_pages(operator, neighbour, draft, family):
    child = of(draft, "ANAK KE-0").person_id
    finished(draft)

    addresses = [
        reverse("registry:visits", args=[family.pk]),
        reverse("registry:visit_blank", args=[family.pk]),
        *(
            reverse(f"registry:{name}", args=[draft.pk])
            for name in ("visit", "visit_check", "visit_discard", "visit_paper")
        ),
        reverse("registry:visit_member", args=[draft.pk, child]),
        step(draft, "rumah"),
        step(draft, "identitas", child),
    ]

    for address in addresses:
        assert neighbour.get(address).status_code == 404, address
        assert neighbour.post(address).status_code in (404, 405), address


def test_a_closed_form_is_opened_for_no_change(operator, draft):
    finished(draft)

    answer = operator.post(step(draft, "rumah"), {"floor_type": "1"})

    assert answer.status_code == 409
    assert "kunjungan baru" in text(answer)


def test_a_page_of_twelve_costs_as_many_statements_as_one_of_two(operator):
    counted = []
    for children in (1, 11):
        family = sulastris_family(children=children)
        operator.post(reverse("registry:visits", args=[family.pk]))
        draft = the(family)
        operator.get(reverse("registry:visit", args=[draft.pk]))
        with CaptureQueriesContext(connection) as asked:
            operator.get(reverse("registry:visit", args=[draft.pk]))
            operator.get(reverse("registry:visit_check", args=[draft.pk]))
        counted.append(statements(asked))

    assert counted[0] == counted[1]


def the_again(visit):
    with acting(SYSTEM):
        return FamilyVisit.objects.get(pk=visit.pk)


def test_of_a_members_answers_by_file_the_latest_stand(operator, family):
    with acting(SYSTEM):
        person = family.memberships.get(relation=1).person
        visit = FamilyVisit.objects.create(
            family=family, source=family.source, recorded_at=AT, survey_date=date(2026, 3, 1)
        )
        for hours in (12, 40):
            PersonVisit.objects.create(
                person=person, visit=visit, source=family.source, recorded_at=AT, worked="1", work_hours=hours
            )

    page = text(operator.get(reverse("registry:visit", args=[visit.pk])))

    assert page.count(f'id="anggota-{person.pk}"') == 1
    assert "<dd>40</dd>" in page
    assert "<dd>12</dd>" not in page
