"""Reading matter for everybody; nothing of it is about a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kesos.guide import guides as shelf
from kesos.guide import news
from kesos.ui.screens import public
from kesos.ui.switches import ONE_YEAR


@public
@require_GET
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/guides.html", {"guides": shelf.guides()})


@public
@require_GET
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """The whole guide on one page: made to be printed as it stands."""
    return render(request, "guide/guide.html", {"guide": shelf.guide(name)})


@public
@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse:
    answer = HttpResponse(shelf.picture(name).read_bytes(), content_type="image/webp")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@public
@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """Who looks has seen it: the mark in the navigation goes."""
    name = news.cookie_of(request)
    request.COOKIES[name] = str(news.total())
    answer = render(request, "guide/news.html", {"months": news.months()})
    answer.set_cookie(
        name, str(news.total()), max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer
