from django.urls import path

from kesos.files.web import views

app_name = "files"
urlpatterns = [
    path("berkas/<uuid:key>/", views.one, name="one"),
    path("berkas/<uuid:key>/kecil/", views.small, name="small"),
]
