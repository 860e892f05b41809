"""The pages of regions and code lists, and a picker that offers nothing of the neighbour."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.web import views

pytestmark = pytest.mark.django_db
OPERATOR = Actor(user_id=7, grants=frozenset({("person.view", "3571031009")}))
SUPERVISOR = Actor(user_id=8, grants=frozenset({("person.view", "3571"), ("letter.sign", "357103")}))
NOBODY_YET = Actor(user_id=9)


def get(
    view, actor: Actor | None = OPERATOR, /, *, path: dict[str, str] | None = None, **query: object
) -> HttpResponse:
    request = RequestFactory().get("/", query)
    request.actor = actor
    return view(request, **(path or {}))


def body(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_first_page_lists_the_provinces_and_counts_the_country():
    page = body(get(views.browse))

    assert page.count('class="who"') == 38
    assert "75.252" in page
    assert "Kepmendagri 300.2.2-2430/2025" in page


def test_search_shows_path_kind_and_code():
    page = body(get(views.browse, q="bawang, kediri"))

    assert "Bawang, Pesantren, Kota Kediri, Jawa Timur" in page
    assert "35.71.03.1009" in page


def test_while_typing_only_the_rows_come_back():
    request = RequestFactory().get("/", {"q": "bawang, kediri"})
    request.actor, request.htmx = OPERATOR, True

    page = body(views.browse(request))

    assert "35.71.03.1009" in page
    assert "<h1" not in page


def test_search_of_nothing_says_how_to_go_on():
    page = body(get(views.browse, q="<b>zqxzqx</b>"))

    assert "Periksa ejaannya" in page
    assert "<b>zqx" not in page


def test_the_page_of_a_kota_draws_its_kelurahan():
    page = body(get(views.region, path={"code": "3571"}))

    assert page.count('<path class="area') == 46
    assert "Peta Kota Kediri" in page
    assert "Mojoroto" in page


def test_the_page_of_a_kelurahan_shows_it_among_its_neighbours():
    page = body(get(views.region, path={"code": "35.71.03.1009"}))

    assert page.count("area-5") == 1
    assert page.count('<path class="area') == 46


def test_a_retired_code_names_its_successor():
    page = body(get(views.region, path={"code": "910101"}))

    assert "Kode lama, berlaku sampai 31 Desember 2022" in page
    assert "93.01.01" in page


def test_a_retired_code_without_a_certain_successor_says_so():
    assert "belum dapat dipastikan" in body(get(views.region, path={"code": "912101"}))


def test_the_successor_names_the_code_it_has_taken_over():
    assert "91.01.01" in body(get(views.region, path={"code": "930101"}))


def test_an_unknown_code_is_not_found():
    with pytest.raises(NotFound):
        get(views.region, path={"code": "9999"})


@pytest.mark.requirement("X-02")
def test_the_picker_offers_nothing_of_the_neighbour():
    own = body(get(views.picker, OPERATOR, izin="person.view", q="bawang"))
    neighbours = body(get(views.picker, OPERATOR, izin="person.view", q="tempurejo"))
    everything = body(get(views.picker, OPERATOR, izin="person.view", q=""))

    assert 'value="3571031009"' in own
    assert own.count("<input") == 1
    assert "<input" not in neighbours
    assert "Tempurejo" in body(get(views.picker, SUPERVISOR, izin="person.view", q="tempurejo"))
    assert everything.count("<input") == 1


@pytest.mark.requirement("X-02")
def test_the_picker_asks_for_the_permission_of_the_form():
    assert "<input" not in body(get(views.picker, OPERATOR, izin="letter.sign", q="bawang"))
    assert "<input" not in body(get(views.picker, SUPERVISOR, izin="letter.sign", q="mojoroto"))
    assert "<input" not in body(get(views.picker, NOBODY_YET, q=""))


def test_the_picker_keeps_to_the_level_and_the_field_of_the_form():
    page = body(get(views.picker, SUPERVISOR, izin="person.view", cari_tempat="pesantren", nama="tempat", tingkat="3"))

    assert page.count("<input") == 1
    assert 'name="tempat"' in page
    assert 'value="357103"' in page


def test_code_lists_are_there_by_name():
    assert "Alasan ketidaklayakan" in body(get(views.code_lists))


def test_a_code_list_is_read_as_of_a_day():
    early = body(get(views.code_list, path={"list_name": "panti_cost_index"}, tanggal="2022-09-30"))
    late = body(get(views.code_list, path={"list_name": "panti_cost_index"}, tanggal="2022-10-01"))

    assert "Berlaku pada waktu lain" in early
    assert "Berlaku pada waktu lain" not in late
    assert "sejak 1 Oktober 2022" in late


def test_a_wrong_day_is_read_as_today():
    assert get(views.code_list, path={"list_name": "agama"}, tanggal="kemarin").status_code == 200


def test_who_is_not_logged_in_is_sent_to_the_login():
    assert get(views.browse, None).status_code == 302


@pytest.mark.parametrize(("view", "path"), [(views.browse, {}), (views.region, {"code": "35"}), (views.code_lists, {})])
def test_a_page_makes_few_queries_however_much_it_shows(view, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        response = get(view, path=path)

    assert response.status_code == 200
