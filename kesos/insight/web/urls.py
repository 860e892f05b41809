from django.urls import path

from kesos.insight.web import recap_views, standing_views

app_name = "insight"
urlpatterns = [
    path("rekap-wilayah/", recap_views.page, name="recap"),
    path("rekap-wilayah/unduh/", recap_views.file, name="recap_file"),
    path("rekap-wilayah/hitung/", recap_views.count_again, name="refresh"),
    path("keluarga-bantuan/", standing_views.page, name="standing"),
    path("keluarga-bantuan/cetak/", standing_views.on_paper, name="standing_print"),
    path("keluarga-bantuan/unduh/", standing_views.export, name="standing_export"),
]
