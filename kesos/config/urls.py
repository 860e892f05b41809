"""One line for each part."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kesos.ui.web.urls")),
    path("", include("kesos.access.web.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/pengaman/", include("allauth.mfa.urls")),
]
