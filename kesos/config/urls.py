"""One line for each part."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kesos.ui.web.urls")),
    path("", include("kesos.documents.web.urls")),
]
