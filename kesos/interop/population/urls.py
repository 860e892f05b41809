"""Where the population registry sends its events."""

from django.urls import path

from kesos.interop.population import push_views

app_name = "population"
urlpatterns = [path("peristiwa/terima/", push_views.receive, name="push")]
