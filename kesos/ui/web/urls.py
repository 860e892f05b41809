from django.urls import path, re_path

from kesos.ui.web import views

app_name = "ui"
urlpatterns = [
    path("galeri/", views.gallery, name="gallery"),
    path("tampilan/<slug:name>/", views.switch, name="switch"),
    re_path(r"^tampilan/kesos-(?P<mark>[0-9a-f]+)\.(?P<kind>css|js)$", views.appearance, name="appearance"),
]
