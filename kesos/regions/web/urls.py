from django.urls import path

from kesos.regions.web import views

app_name = "regions"
urlpatterns = [
    path("wilayah/", views.browse, name="browse"),
    path("wilayah/pilih/", views.picker, name="picker"),
    path("wilayah/<str:code>/", views.region, name="region"),
    path("daftar-kode/", views.code_lists, name="code_lists"),
    path("daftar-kode/<slug:list_name>/", views.code_list, name="code_list"),
]
