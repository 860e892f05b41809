"""The page of a person, signed in, against a bare view that runs the same SQL and prints plain text."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.access.services import accounts, offices
from kesos.access.web.account_views import BACKEND
from kesos.config.bench.figures import Figure, Size, in_turns, middle_ratio, seconds
from kesos.config.bench.people import BAWANG, OPERATOR, somebody
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.queries import people

PAGES, NAME = 40, "operator.ukur"
_statements: dict[int, list[str]] = {}


def _bare(request: HttpRequest, person_id: int) -> HttpResponse:
    lines = []
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _statements[person_id]:
            cursor.execute(statement)
            lines += [str(row) for row in cursor.fetchall()] if cursor.description else []
    return HttpResponse("\n".join(lines), content_type="text/plain")


urlpatterns = [path("<int:person_id>/", _bare)]


def person_page(size: Size) -> list[Figure]:
    """Pages are asked for in one process, through Django's own handler on both sides."""
    somebody(size)
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map", "*.ts"])
    with acting(OPERATOR):
        ids = list(people.visible_to(OPERATOR).values_list("pk", flat=True)[:PAGES])
    ours, bare = _signed_in(), Client(headers={"host": "localhost"})
    pages = {person: reverse("registry:person", args=[person]) for person in ids}
    _get(ours, pages[ids[0]])  # templates are read once
    for person, address in pages.items():
        with CaptureQueriesContext(connection) as asked:
            _get(ours, address)
        _statements[person] = [one["sql"] for one in asked.captured_queries if _is_statement(one["sql"])]
    most = max(len(statements) for statements in _statements.values())
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        bare.get(f"/{ids[0]}/")  # the handler takes its middleware at the first request, and keeps it
    mine, raw = in_turns(
        size.rounds,
        lambda: seconds(lambda: [_get(ours, address) for address in pages.values()]),
        lambda: _bare_seconds(lambda: [_get(bare, f"/{person}/") for person in ids]),
    )
    about = f"{len(ids)} halaman setiap putaran"
    return [
        Figure("person_page_to_bare_view_rate", middle_ratio(raw, mine), 0.35, at_least=True, about=about),
        Figure("person_page_statements", most, 12, about="dengan sesi dan wewenang"),
    ]


def _bare_seconds(act: Callable[[], object]) -> float:
    with override_settings(ROOT_URLCONF=__name__):
        return seconds(act)


def _get(client: Client, address: str) -> Any:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return answer


def _is_statement(sql: str) -> bool:
    return not sql.upper().startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"))


def _signed_in() -> Client:
    at, client = datetime.now(UTC), Client(headers={"host": "localhost"})
    with acting(SYSTEM):
        user = User.objects.filter(username=NAME).first()
        if user is None:
            user, _ = accounts.invite(by=SYSTEM, at=at, username=NAME, full_name="Operator Ukur", region_code=BAWANG)
            offices.give_grant(user_id=user.pk, role="OP_DESA", area=BAWANG, by=SYSTEM, at=at, reason="Pengukuran")
    with at_the_door():
        client.force_login(user, backend=BACKEND)
    return client
