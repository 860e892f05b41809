"""Addresses of the catalogue, the quotas, the local score, «bagaimana jika», and of who receives outside the list."""

from django.urls import path

from kesos.programmes.web import catalogue_views, quota_views, score_views, unlisted_views

urlpatterns = [
    path("program/", catalogue_views.programmes, name="catalogue"),
    path("program/<str:code>/", catalogue_views.programme, name="programme"),
    path("katalog/<slug:kind>/", catalogue_views.rows, name="catalogue_rows"),
    path("katalog/<slug:kind>/ubah/", catalogue_views.change, name="catalogue_change"),
    path("katalog/<slug:kind>/<int:row_id>/tarik/", catalogue_views.withdraw, name="catalogue_withdraw"),
    path("kuota/", quota_views.quotas, name="quotas"),
    path("kuota/cetak/", quota_views.on_paper, name="quotas_print"),
    path("kuota/excel/", quota_views.as_excel, name="quotas_excel"),
    path("kuota/baru/", quota_views.new, name="quota_new"),
    path("kuota/<int:quota_id>/", quota_views.quota, name="quota"),
    path("kuota/<int:quota_id>/ubah/", quota_views.change, name="quota_change"),
    path("kuota/<int:quota_id>/akhiri/", quota_views.end, name="quota_end"),
    path("skor-lokal/", score_views.weights, name="weights"),
    path("bagaimana-jika/", score_views.what_if_, name="what_if"),
    path("penerima-di-luar-data/", unlisted_views.unlisted, name="unlisted"),
    path("penerima-di-luar-data/cetak/", unlisted_views.on_paper, name="unlisted_print"),
]
