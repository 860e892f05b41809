from django.urls import path

from kesos.padan.web import bench, views

app_name = "padan"
urlpatterns = [
    path("padan/", views.findings, name="findings"),
    path("padan/usulkan/", views.propose_many, name="propose_many"),
    path("padan/cetak/", views.printed, name="print"),
    path("padan/ganda/", bench.first, name="bench"),
    path("padan/ganda/urungkan/", bench.undo, name="undo"),
    path("padan/ganda/cari/", bench.search, name="search"),
    path("padan/ganda/<int:pair_id>/", bench.one, name="pair"),
    path("padan/ganda/<int:pair_id>/nilai/", bench.judge, name="judge"),
    path("padan/temuan/<int:finding_id>/", views.one, name="finding"),
    path("padan/temuan/<int:finding_id>/langkah/", views.step, name="step"),
]
