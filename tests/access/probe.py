"""A few addresses for tests of the middleware, mounted by `@pytest.mark.urls`."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path

from kesos.access.models import Setting, User
from kesos.config.urls import urlpatterns as given
from kesos.foundation.errors import NotFound
from kesos.ui.screens import public
from tests.access.world import AT


def told() -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("select kesos_user(), kesos_areas(), access_at_the_door(), current_user")
        return dict(zip(("user", "areas", "door", "role"), cursor.fetchone(), strict=True))


@public
def who(request: HttpRequest) -> HttpResponse:
    return JsonResponse({**told(), "seen": User.objects.count()})


@public
def fails(request: HttpRequest, how: str) -> HttpResponse:
    Setting.objects.create(key="uji.gagal", value="1", valid_from=AT)
    if how == "refused":
        raise NotFound()
    if how == "bug":
        raise ZeroDivisionError
    return HttpResponse("baik")


@public
def streams(request: HttpRequest) -> StreamingHttpResponse:
    def rows():
        yield f"{User.objects.count()} {told()['user']}"

    return StreamingHttpResponse(rows())


urlpatterns = [
    path("uji/siapa/", who),
    path("uji/gagal/<str:how>/", fails),
    path("uji/alir/", streams),
    path("", include(given)),
]
handler400 = "kesos.ui.web.errors.bad_request"
handler404 = "kesos.ui.web.errors.not_found"
handler500 = "kesos.ui.web.errors.broken"
