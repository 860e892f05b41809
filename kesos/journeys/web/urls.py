"""Addresses of deaths, new managers and moves."""

from django.urls import path

from kesos.journeys.web import event_views, file_views, manager_views, move_views, report_views

app_name = "journeys"
urlpatterns = [
    path("peristiwa/", event_views.events, name="events"),
    path("peristiwa/cetak/", event_views.print_events, name="events_print"),
    path("peristiwa/ambil/", event_views.pull, name="pull"),
    path("peristiwa/berkas/", file_views.send, name="event_file_send"),
    path("peristiwa/berkas/<uuid:key>/", file_views.one, name="event_file"),
    path("peristiwa/berkas/<uuid:key>/salah/", file_views.rejects, name="event_file_rejects"),
    path("peristiwa/berkas/<uuid:key>/terapkan/", file_views.take, name="event_file_take"),
    path("warga/<int:person_id>/jkn/", report_views.health, name="health"),
    path("peristiwa/kematian/", report_views.death, name="death"),
    path("peristiwa/<int:event_id>/", event_views.one, name="event"),
    path("peristiwa/<int:event_id>/langkah/", event_views.step, name="event_step"),
    path("penerima/ganti-pengurus/", manager_views.managers, name="managers"),
    path("penerima/<int:enrolment_id>/pengurus/", manager_views.propose, name="manager_propose"),
    path("penerima/<int:enrolment_id>/pengurus/langkah/", manager_views.step, name="manager_step"),
    path("pindah/", move_views.moves, name="moves"),
    path("pindah/lapor/", report_views.move, name="move_report"),
    path("pindah/tujuan/", report_views.places, name="places"),
    path("pindah/<str:number>/", move_views.one, name="move"),
    path("pindah/<str:number>/langkah/", move_views.step, name="move_step"),
]
