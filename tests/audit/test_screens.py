"""The trail on screen: what is there, what is missing, what is refused."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve, reverse

from kesos.audit import queries
from kesos.audit.models import AuditEvent
from kesos.audit.services import record
from kesos.audit.web import views
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound
from tests.audit.actors import AT, BAWANG, HERE, NEIGHBOUR

pytestmark = pytest.mark.django_db
SEPTEMBER = {"dari": "2025-09-01", "sampai": "2025-09-30"}


@pytest.fixture
def event() -> AuditEvent:
    with acting(HERE):
        record("audit.verified", by=HERE, at=AT, subject="case:7", region_code=BAWANG, count=3, faults="<b>0</b>")
        return AuditEvent.objects.get()


@pytest.fixture
def opened(rf: RequestFactory) -> Callable[..., HttpResponse]:
    def open_as(actor: Actor | None, name: str, *args: object, htmx: bool = False, **query: str) -> HttpResponse:
        request = rf.get(reverse(name, args=args), query)
        request.actor, request.htmx = actor, htmx
        view, positional, named = resolve(request.path)
        if actor is None:
            return view(request, *positional, **named)
        with acting(actor):
            return view(request, *positional, **named)

    return open_as


@pytest.mark.requirement("X-07")
def test_the_list_shows_the_sentence_who_where_and_when(event: AuditEvent, opened):
    page = opened(HERE, "audit:trail", **SEPTEMBER).content.decode()

    assert "Rantai jejak diperiksa: 3 jejak" in page
    assert "Bu Sari" in page
    assert "35.71.03.1009" in page
    assert "5 September 2025" in page
    assert "&lt;b&gt;0&lt;/b&gt;" in page
    assert "<b>0</b>" not in page


def test_the_neighbour_sees_an_empty_list_that_says_why(event: AuditEvent, opened):
    page = opened(NEIGHBOUR, "audit:trail", **SEPTEMBER).content.decode()

    assert "Tidak ada jejak yang cocok" in page
    assert "Bu Sari" not in page
    assert "case:7" not in page


def test_the_kinds_are_offered_in_words_and_not_as_codes(event: AuditEvent, opened):
    page = opened(HERE, "audit:trail").content.decode()

    assert ">Peran … diberikan<" in page
    assert ">Rantai jejak diperiksa<" in page
    assert ">Plt. atau Plh. ditugaskan<" in page
    assert ">access." not in page


def test_the_event_has_its_own_page(event: AuditEvent, opened):
    page = opened(HERE, "audit:event", event.pk).content.decode()

    assert "Waktu dicatat" in page
    assert bytes(event.hash).hex() in page


def test_the_event_of_a_neighbour_is_not_found(event: AuditEvent, opened):
    with pytest.raises(NotFound):
        opened(NEIGHBOUR, "audit:event", event.pk)


def test_refuses_whoever_may_not_read_the_trail(event: AuditEvent, opened):
    with pytest.raises(NotAllowed):
        opened(Actor(user_id=3, grants=frozenset({("case.view", BAWANG)})), "audit:trail")


def test_nobody_is_sent_to_the_sign_in(opened):
    assert opened(None, "audit:trail").status_code == 302


def test_htmx_gets_the_rows_alone(event: AuditEvent, opened):
    part = opened(HERE, "audit:trail", htmx=True, **SEPTEMBER).content.decode()

    assert "Rantai jejak diperiksa" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"dari": "kemarin"}, "Tanggal tidak terbaca"),
        ({"dari": "0001-01-01"}, "luar jangkauan"),
        ({"dari": "2025-09-30", "sampai": "2025-09-01"}, "Tukar keduanya"),
        ({"wilayah": "357"}, "Kode wilayah tidak dikenal"),
        ({"wilayah": "٣٥٧١"}, "Kode wilayah tidak dikenal"),
        ({"jenis": "tidak.ada"}, "Jenis kegiatan ini tidak ada"),
    ],
)
def test_a_filter_that_cannot_be_read_says_how_to_mend_it(event: AuditEvent, opened, query, sentence):
    page = opened(HERE, "audit:trail", **query).content.decode()

    assert sentence in page
    assert "case:7" not in page


@pytest.mark.parametrize(
    "query",
    [
        {"subjek": "x\0y"},
        {"pelaku": "9" * 400},
        {"pelaku": "²"},
        {"subjek": "'; drop table audit_event"},
        {"sesudah": "9" * 30},
        {"lihat": "akses"},
    ],
)
def test_odd_input_gives_an_empty_list_not_an_error(event: AuditEvent, opened, query: dict[str, str]):
    page = opened(HERE, "audit:trail", **SEPTEMBER, **query)

    assert page.status_code == 200
    assert "drop table" not in page.content.decode() or "&#x27;; drop table" in page.content.decode()


def test_the_list_asks_a_fixed_number_of_questions(opened, django_assert_num_queries):
    with acting(HERE):
        for n in range(60):
            record("audit.verified", by=HERE, at=AT, subject=f"case:{n}", region_code=BAWANG, count=n, faults=0)

    with acting(HERE), django_assert_num_queries(1):
        page = queries.search(HERE, queries.Wanted())

    assert len(page.rows) == queries.PAGE
    assert page.after


def test_a_timeline_can_be_put_on_another_page(event: AuditEvent):
    with acting(HERE):
        there = render_to_string("audit/_timeline.html", {"page": queries.timeline("case:7")})
        bare = render_to_string("audit/_timeline.html", {"page": queries.timeline("case:2")})

    assert "Rantai jejak diperiksa: 3 jejak" in there
    assert "Belum ada kegiatan tercatat" in bare


def test_every_screen_names_its_permission():
    assert {views.trail.needs, views.one.needs} == {queries.VIEW}
