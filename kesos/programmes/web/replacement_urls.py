"""Addresses of vacancies, the waiting list and plans."""

from django.urls import path

from kesos.programmes.web import replacement_views

urlpatterns = [
    path("penggantian/", replacement_views.vacancies, name="vacancies"),
    path("penggantian/susun/", replacement_views.plan, name="plan"),
    path("penggantian/tunggu/", replacement_views.waiting, name="waiting"),
    path("penggantian/rencana/", replacement_views.runs, name="runs"),
    path("penggantian/rencana/<int:run_id>/", replacement_views.one, name="run"),
    path("penggantian/rencana/<int:run_id>/putuskan/", replacement_views.carry_out, name="run_carry_out"),
    path("penggantian/rencana/<int:run_id>/berita-acara/", replacement_views.minutes, name="run_minutes"),
    path("penerima/<int:enrolment_id>/", replacement_views.membership, name="membership"),
]
