"""Addresses of programmes."""

from django.urls import include, path

app_name = "programmes"
urlpatterns = [
    path("kelayakan/", include("kesos.programmes.web.check_urls")),
    path("", include("kesos.programmes.web.catalogue_urls")),
    path("", include("kesos.programmes.web.replacement_urls")),
]
