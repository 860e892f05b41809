"""Addresses of the month."""

from django.urls import path

from kesos.proposals.web import (
    aid_views,
    bulk_views,
    deliberation_views,
    list_views,
    period_views,
    proposal_views,
    start_views,
    take_away_views,
    task_views,
)

app_name = "proposals"
urlpatterns = [
    path("", task_views.mine, name="tasks"),
    path("usulan/", list_views.proposals_, name="list"),
    path("tugas/unduh/", take_away_views.export_tasks, name="tasks_export"),
    path("tugas/cetak/", take_away_views.print_tasks, name="tasks_print"),
    path("usulan/unduh/", take_away_views.export_proposals, name="list_export"),
    path("usulan/cetak/", take_away_views.print_proposals, name="list_print"),
    path("usulan/baru/", start_views.start, name="start"),
    path("usulan/bantuan/", aid_views.start, name="aid_start"),
    path("usulan/putuskan/", bulk_views.decide, name="bulk"),
    path("usulan/<str:number>/", proposal_views.one, name="one"),
    path("usulan/<str:number>/penjelasan/", proposal_views.explain, name="explained"),
    path("usulan/<str:number>/berkas/", proposal_views.attach, name="attach"),
    path("usulan/<str:number>/langkah/", proposal_views.step, name="step"),
    path("musyawarah/", deliberation_views.deliberations, name="deliberations"),
    path("musyawarah/jadwalkan/", deliberation_views.schedule, name="schedule"),
    path("musyawarah/<str:village>/<str:day>/", deliberation_views.one, name="deliberation"),
    path("musyawarah/<str:village>/<str:day>/berkas/", deliberation_views.attach, name="deliberation_attach"),
    path("musyawarah/<str:village>/<str:day>/keputusan/", deliberation_views.note, name="deliberation_note"),
    path("musyawarah/<str:village>/<str:day>/langkah/", deliberation_views.step, name="deliberation_step"),
    path("musyawarah/<str:village>/<str:day>/jalankan/", deliberation_views.carry_out, name="deliberation_carry"),
    path("periode/", period_views.current, name="periods"),
    path("periode/<str:region_code>/<str:month>/", period_views.one, name="period"),
    path("periode/<str:region_code>/<str:month>/langkah/", period_views.step, name="period_step"),
    path("periode/<str:region_code>/<str:month>/sahkan/", period_views.endorse, name="period_endorse"),
    path("periode/<str:region_code>/<str:month>/untuk-pusat/", period_views.to_centre, name="period_to_centre"),
    path("periode/<str:region_code>/<str:month>/hasil/", period_views.results, name="period_results"),
]
