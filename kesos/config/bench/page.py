"""A person's page and endpoint against a bare view that runs the same SQL and prints plain text."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.access.services import accounts, offices
from kesos.access.services.tokens import create_token
from kesos.access.web.account_views import BACKEND
from kesos.config.bench.figures import Figure, Size, in_turns, middle_ratio, seconds
from kesos.config.bench.people import BAWANG, OPERATOR, somebody
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.queries import people

PAGES, NAME = 40, "operator.ukur"
Environ = dict[str, Any]
_statements: dict[str, list[str]] = {}


def _bare(request: HttpRequest, rest: str) -> HttpResponse:
    lines = []
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _statements[f"/{rest}"]:
            cursor.execute(statement)
            lines += [str(row) for row in cursor.fetchall()] if cursor.description else []
    return HttpResponse("\n".join(lines), content_type="text/plain")


urlpatterns = [path("<path:rest>", _bare)]


def here(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The only middleware of the bare side: the address table of this module."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return answer


def person_page(size: Size) -> list[Figure]:
    """Both sides are WSGI applications in this process; the connection goes back to the pool after each request."""
    somebody(size)
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map", "*.ts"])
    with acting(OPERATOR):
        ids = list(people.visible_to(OPERATOR).values_list("pk", flat=True)[:PAGES])
    user = _user()
    cookie, token = session_of(user), token_of(user)
    pages = [_asked(reverse("registry:person", args=[person]), HTTP_COOKIE=cookie) for person in ids]
    ends = [_asked(f"/api/v1/people/{person}", HTTP_AUTHORIZATION=f"Bearer {token}") for person in ids]
    page, page_statements = _beside_bare(pages, size)
    end, end_statements = _beside_bare(ends, size)
    about = f"{len(ids)} warga setiap putaran, berganti-ganti"
    return [
        Figure("person_page_to_bare_view_rate", page, 0.35, at_least=True, about=about),
        Figure("person_page_statements", page_statements, 12, about="dengan sesi dan wewenang"),
        Figure(
            "person_endpoint_to_bare_view_rate", end, 0.6, at_least=True, about=f"{end_statements} pernyataan SQL, JSON"
        ),
    ]


def _beside_bare(asked: list[Environ], size: Size) -> tuple[float, int]:
    """Our rate as a share of the bare one, and the most statements that one of them sent."""
    ours = WSGIHandler()
    with override_settings(MIDDLEWARE=[f"{__name__}.here"]):
        bare = WSGIHandler()
    _answer(ours, asked[0])  # templates and code lists are read once
    for environ in asked:
        with CaptureQueriesContext(connection) as sent:
            _answer(ours, environ)
        _statements[environ["PATH_INFO"]] = [one["sql"] for one in sent.captured_queries if _counts(one["sql"])]
    mine, raw = in_turns(
        size.rounds * len(asked),
        _timed(ours, asked),
        _timed(bare, [environ | {"HTTP_COOKIE": "", "HTTP_AUTHORIZATION": ""} for environ in asked]),
    )
    rounds = range(0, len(mine), len(asked))
    share = middle_ratio(*([sum(told[at : at + len(asked)]) for at in rounds] for told in (raw, mine)))
    return share, max(len(_statements[environ["PATH_INFO"]]) for environ in asked)


def _timed(application: WSGIHandler, asked: list[Environ]) -> Callable[[], float]:
    turn = cycle(asked)
    return lambda: seconds(lambda: _answer(application, next(turn)))


def _answer(application: WSGIHandler, environ: Environ) -> None:
    response = application(environ.copy(), lambda *_: lambda _: None)
    if response.status_code != 200:
        raise RuntimeError(f"{environ['PATH_INFO']} answered {response.status_code}")
    b"".join(response)
    response.close()


def signed_in() -> str:
    """The cookie of an operator's session."""
    return session_of(_user())


def _asked(address: str, **headers: str) -> Environ:
    return {**RequestFactory().get(address).environ, "SERVER_NAME": "localhost", **headers}


def _counts(sql: str) -> bool:
    """Savepoints count; the ends of the transaction are the bare view's as well."""
    return not sql.upper().startswith(("BEGIN", "COMMIT", "ROLLBACK"))


def _user() -> User:
    at = datetime.now(UTC)
    with acting(SYSTEM):
        user = User.objects.filter(username=NAME).first()
        if user is None:
            user, _ = accounts.invite(by=SYSTEM, at=at, username=NAME, full_name="Operator Ukur", region_code=BAWANG)
            offices.give_grant(user_id=user.pk, role="OP_DESA", area=BAWANG, by=SYSTEM, at=at, reason="Pengukuran")
    return user


def session_of(user: User) -> str:
    """The cookie of somebody who has signed in."""
    from django.test import Client

    client = Client()
    with at_the_door():
        client.force_login(user, backend=BACKEND)
    return client.cookies.output(header="", sep=";").split(";")[0].strip()


def token_of(user: User) -> str:
    with acting(SYSTEM):
        return create_token(
            user_id=user.pk, name="Pengukuran", scopes=[people.VIEW], by=SYSTEM, at=datetime.now(UTC), days=1
        )
