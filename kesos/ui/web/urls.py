from django.urls import path

from kesos.ui.web import views

app_name = "ui"
urlpatterns = [path("galeri/", views.gallery, name="gallery")]
