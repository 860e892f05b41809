"""Addresses of the guides and of what is new."""

from django.urls import path

from kesos.guide.web import views

app_name = "guide"
urlpatterns = [
    path("panduan/", views.guides, name="guides"),
    path("panduan/gambar/<slug:name>.webp", views.picture, name="picture"),
    path("panduan/<slug:name>/", views.guide, name="guide"),
    path("yang-baru/", views.latest, name="news"),
]
