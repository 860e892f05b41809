"""Addresses of the portal: /saya/ is the citizen's own, the rest is for officials."""

from django.urls import path

from kesos.portal.web import account_views as accounts
from kesos.portal.web import citizen_views as own
from kesos.portal.web import counter_views as counter
from kesos.portal.web import data_views as data
from kesos.portal.web import duty_views as duties
from kesos.portal.web import incident_views as incidents
from kesos.portal.web import report_views as reports
from kesos.portal.web import right_lists
from kesos.portal.web import right_views as rights

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
    path("saya/data/", data.own_page, name="own_data"),
    path("saya/data/unduh/", data.own_file, name="own_data_file"),
    path("saya/data/koreksi/", rights.own_correction, name="own_correct"),
    path("saya/data/keberatan/", rights.own_objection, name="own_object"),
    path("saya/data/persetujuan/", data.own_consent, name="own_consent"),
    path("saya/hak/<int:request_id>/", rights.own_right, name="own_right"),
    path("saya/hak/<int:request_id>/langkah/", rights.own_right_step, name="own_right_step"),
    path("hak-data/", right_lists.right_list, name="rights"),
    path("hak-data/persetujuan/", right_lists.consent_list, name="consents"),
    path("hak-data/loket/", data.counter_page, name="counter_data"),
    path("hak-data/loket/unduh/", data.counter_file, name="counter_data_file"),
    path("hak-data/loket/koreksi/", rights.counter_correction, name="counter_correct"),
    path("hak-data/loket/keberatan/", rights.counter_objection, name="counter_object"),
    path("hak-data/loket/persetujuan/", data.counter_consent, name="counter_consent"),
    path("hak-data/<int:request_id>/", rights.one_right, name="right"),
    path("hak-data/<int:request_id>/langkah/", rights.one_right_step, name="right_step"),
    path("insiden/", incidents.incident_list, name="incidents"),
    path("insiden/baru/", incidents.new_incident, name="new_incident"),
    path("insiden/<int:incident_id>/", incidents.incident, name="incident"),
    path("insiden/<int:incident_id>/diberitahukan/", incidents.tell_incident, name="tell_incident"),
    path("insiden/<int:incident_id>/tutup/", incidents.close_incident, name="close_incident"),
    path("insiden/<int:incident_id>/surat/<str:whom>/", incidents.incident_letter, name="incident_letter"),
    path("retensi/", duties.retention_page, name="retention"),
    path("pemrosesan/", duties.processing, name="processing"),
    path("pemrosesan/unduh/", duties.processing_file, name="processing_file"),
    path("ketentuan-wilayah/", duties.term_page, name="terms"),
    path("usul-sanggah/", reports.report_list, name="reports"),
    path("usul-sanggah/loket/usul/", counter.take_usul, name="take_usul"),
    path("usul-sanggah/loket/sanggah/", counter.take_sanggah, name="take_sanggah"),
    path("usul-sanggah/<int:report_id>/", reports.report, name="report"),
    path("usul-sanggah/<int:report_id>/langkah/", reports.step, name="report_step"),
    path("usul-sanggah/<int:report_id>/lapangan/", reports.field, name="report_field"),
    path("usul-sanggah/<int:report_id>/tindak-lanjut/", reports.follow_up, name="report_follow_up"),
    path("usul-sanggah/<int:report_id>/pelapor/", reports.reporter, name="reporter"),
]
