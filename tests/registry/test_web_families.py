"""The page of a new family and of one more member: without scripts, field by field, whole or not at all."""

from datetime import date

import pytest
from django.urls import reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text, masked
from kesos.registry.models import Family, Membership, Person
from tests.registry.web_work import text
from tests.registry.world import BAWANG, NGRONGGO, a_family, a_person

pytestmark = pytest.mark.django_db
NEW = reverse("registry:family_new")
KK = "9971030101107001"
CARD = {"kk": KK, "region_code": BAWANG, "address": "JL. MAWAR 3", "rt": "1", "rw": "2"}
YATEMI = {
    "nik": "9971035204797001", "full_name": "YATEMI", "sex": "P", "relation": "1", "birth_date_tanggal": "12",
    "birth_date_bulan": "4", "birth_date_tahun": "1979", "religion": "1",
}  # fmt: skip
BABY = {
    "no_nik_reason": "newborn", "full_name": "BAYI YATEMI", "sex": "L", "relation": "4", "birth_date_tanggal": "3",
    "birth_date_bulan": "10", "birth_date_tahun": "2026",
}  # fmt: skip


def filled(*people: dict, card: dict = CARD, step: str = "simpan", **more: str) -> dict:
    told = {f"anggota{at}-{name}": value for at, one in enumerate(people) for name, value in one.items()}
    return {**card, "jumlah": str(len(people)), **told, "langkah": step, **more}


def everybody() -> list[str]:
    with acting(SYSTEM):
        return list(Person.objects.order_by("-full_name").values_list("full_name", flat=True))


def where(family: Family) -> str:
    return reverse("registry:family_member", args=[family.pk])


@pytest.mark.requirement("K-01")
def test_an_operator_registers_a_family_that_nobody_knew(operator):
    empty = operator.get(NEW)
    more = operator.post(NEW, filled(YATEMI, step="tambah"))
    saved = operator.post(NEW, filled(YATEMI, BABY))
    page = operator.get(saved["Location"])

    assert empty.status_code == 200
    assert len(more.context["members"]) == 2
    assert "YATEMI" in text(more)
    assert everybody() == ["YATEMI", "BAYI YATEMI"]
    assert "Keluarga tersimpan." in text(page)
    assert "BAYI YATEMI" in text(page)


def test_a_second_click_leads_to_the_same_page(operator):
    first = operator.post(NEW, filled(YATEMI))
    second = operator.post(NEW, filled(YATEMI))

    assert second["Location"] == first["Location"]
    assert everybody() == ["YATEMI"]


def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(operator):
    page = operator.post(NEW, filled(YATEMI, {**BABY, "no_nik_reason": ""}, card={**CARD, "kk": "123"}))

    assert page.status_code == 422
    assert page.context["card"].errors["kk"] == ["No. KK harus 16 angka."]
    assert page.context["members"][1].errors["nik"] == ["NIK: isi 16 angka, atau pilih alasan tanpa NIK."]
    assert everybody() == []


def test_somebody_typed_by_mistake_is_left_out(operator):
    page = operator.post(NEW, filled({**BABY, "leave_out": "on"}, YATEMI))

    assert page.status_code == 302
    assert everybody() == ["YATEMI"]


@pytest.mark.requirement("X-01")
def test_a_mistyped_nik_offers_whom_it_may_have_meant_and_repairs_nothing(operator):
    known = a_person("YATEMI NINGSIH", nik=int(YATEMI["nik"]))
    a_person("TETANGGA", nik=int(YATEMI["nik"]) + 1, region=NGRONGGO)
    short = {**YATEMI, "nik": YATEMI["nik"][:-1]}

    page = operator.post(NEW, filled(short))
    chosen = operator.post(NEW, filled(short, step="", pilih=f"0-{known.pk}"))
    saved = operator.post(NEW, filled({**short, "person_id": str(known.pk)}))

    assert page.status_code == 422
    assert "Yang diketik 15 angka" in text(page)
    assert [each.full_name for each in page.context["members"][0].near] == ["YATEMI NINGSIH"]
    assert masked(known.nik) in text(page)
    assert as_text(known.nik) not in text(page)
    assert "TETANGGA" not in text(page)
    assert "Sudah tercatat" in text(chosen)
    assert saved["Location"] == reverse("registry:person", args=[known.pk])
    assert everybody() == ["YATEMI NINGSIH", "TETANGGA"]


def test_a_tick_given_for_other_words_confirms_nothing(operator):
    odd = {**YATEMI, "sex": "L"}
    asked = operator.post(NEW, filled(odd))
    mark = asked.context["members"][0].mark()

    other = operator.post(NEW, filled({**odd, "full_name": "SUMINAH", "confirmed": mark}))
    nobody = everybody()
    same = operator.post(NEW, filled({**odd, "confirmed": mark}))

    assert "Sudah saya cocokkan" in text(asked)
    assert (other.status_code, nobody) == (422, [])
    assert same.status_code == 302
    assert everybody() == ["YATEMI"]


def test_a_card_known_here_leads_to_its_family(operator):
    head = a_person("SUPARDI")
    a_family(head, kk=int(KK))

    page = operator.post(NEW, filled(YATEMI))

    assert page.status_code == 422
    assert f"{reverse('registry:person', args=[head.pk])}#keluarga" in text(page)
    assert everybody() == ["SUPARDI"]


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_gets_neither_the_page_nor_anybody_of_it(neighbour):
    head = a_person("SUPARDI", nik=int(YATEMI["nik"]))
    family = a_family(head, kk=int(KK))

    member = neighbour.get(where(family))
    chosen = neighbour.post(NEW, filled(YATEMI, step="", pilih=f"0-{head.pk}"))
    outside = neighbour.post(NEW, filled(YATEMI))

    assert member.status_code == 404
    assert neighbour.post(where(family), filled(BABY)).status_code == 404
    assert "SUPARDI" not in text(chosen)
    assert outside.status_code == 422
    assert everybody() == ["SUPARDI"]


def test_a_lurah_reads_and_does_not_register(signed_in_as):
    lurah = signed_in_as("lurah", "LURAH", BAWANG)
    head = a_person("SUPARDI")
    a_family(head)

    assert lurah.get(NEW).status_code == 403
    assert "Tambah anggota" not in text(lurah.get(reverse("registry:person", args=[head.pk])))


def test_a_newborn_is_added_from_the_page_of_its_mother(operator):
    mother = a_person("YATEMI")
    family = a_family(mother)

    page = operator.get(reverse("registry:person", args=[mother.pk]))
    saved = operator.post(where(family), filled(BABY))
    again = operator.post(where(family), filled(BABY))

    assert where(family) in text(page)
    assert again["Location"] == saved["Location"]
    with acting(SYSTEM):
        assert Membership.objects.filter(family=family, left_on=None).count() == 2


@pytest.mark.parametrize(
    "typed", ["997103520479700", "99710352047970011", "9971035204797002", "9971032504797001", "9971035204797010"]
)
def test_a_search_with_one_slip_offers_the_person_and_says_what_is_wrong(operator, typed):
    known = a_person("YATEMI", nik=9971035204797001, born=date(1979, 4, 12))

    page = operator.post(reverse("registry:people"), {"cari": typed})

    assert [each.id for each in page.context["near"]] == [known.pk]
    assert "Mungkin yang Anda maksud" in text(page)
    assert ("16 angka; yang diketik" in text(page)) == (len(typed) != 16)


@pytest.mark.requirement("X-02")
def test_a_search_with_one_slip_offers_nobody_of_the_next_kelurahan(neighbour):
    a_person("YATEMI", nik=9971035204797001)

    page = neighbour.post(reverse("registry:people"), {"cari": "997103520479700"})

    assert page.context["near"] == []
    assert "YATEMI" not in text(page)


def test_a_search_that_finds_nobody_leads_to_the_form(operator):
    by_name = operator.get(reverse("registry:people"), {"nama": "tidak ada orangnya"})
    by_number = operator.post(reverse("registry:people"), {"cari": "9971035204797001"})
    for_a_proposal = operator.get(reverse("proposals:start"), {"cari": "tidak ada orangnya"})

    for page in (by_name, by_number, for_a_proposal):
        assert "Catat keluarga baru" in text(page)
