"""Addresses of the portal: /saya/ is the citizen's own, the rest is for officials."""

from django.urls import path

from kesos.portal.web import account_views as accounts
from kesos.portal.web import citizen_views as own
from kesos.portal.web import counter_views as counter
from kesos.portal.web import report_views as reports

app_name = "portal"
urlpatterns = [
    path("daftar/", accounts.join, name="join"),
    path("daftar/kode/", accounts.join_code, name="join_code"),
    path("akun-warga/", accounts.citizen, name="citizen"),
    path("saya/", own.home, name="home"),
    path("saya/laporan/", own.own_reports, name="own_reports"),
    path("saya/laporan/usul/", own.tell_usul, name="tell_usul"),
    path("saya/laporan/sanggah/", own.tell_sanggah, name="tell_sanggah"),
    path("saya/laporan/<int:report_id>/", own.own_report, name="own_report"),
    path("usul-sanggah/", reports.report_list, name="reports"),
    path("usul-sanggah/loket/usul/", counter.take_usul, name="take_usul"),
    path("usul-sanggah/loket/sanggah/", counter.take_sanggah, name="take_sanggah"),
    path("usul-sanggah/<int:report_id>/", reports.report, name="report"),
    path("usul-sanggah/<int:report_id>/langkah/", reports.step, name="report_step"),
    path("usul-sanggah/<int:report_id>/lapangan/", reports.field, name="report_field"),
    path("usul-sanggah/<int:report_id>/tindak-lanjut/", reports.follow_up, name="report_follow_up"),
    path("usul-sanggah/<int:report_id>/pelapor/", reports.reporter, name="reporter"),
]
