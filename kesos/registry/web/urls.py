from django.urls import path

from kesos.registry.web import (
    across_views,
    export_views,
    family_views,
    identity_views,
    import_views,
    people_views,
    quality_views,
    visit_views,
)

app_name = "registry"
urlpatterns = [
    path("warga/", people_views.search, name="people"),
    path("warga/<int:person_id>/", people_views.person, name="person"),
    path("warga/<int:person_id>/nomor-lengkap/", people_views.open_nik, name="open_nik"),
    path("warga/<int:person_id>/ppks-rahasia/", people_views.open_ppks, name="open_ppks"),
    path("keluarga/baru/", family_views.new_family, name="family_new"),
    path("keluarga/<int:family_id>/anggota-baru/", family_views.new_member, name="family_member"),
    path("keluarga/<int:family_id>/kunjungan/", visit_views.history, name="visits"),
    path("keluarga/<int:family_id>/kunjungan/formulir-kosong/", visit_views.blank_paper, name="visit_blank"),
    path("kunjungan/<int:visit_id>/", visit_views.visit, name="visit"),
    path("kunjungan/<int:visit_id>/bagian/<slug:slug>/", visit_views.step, name="visit_step"),
    path("kunjungan/<int:visit_id>/anggota/<int:person_id>/", visit_views.member, name="visit_member"),
    path("kunjungan/<int:visit_id>/anggota/<int:person_id>/<slug:slug>/", visit_views.step, name="visit_member_step"),
    path("kunjungan/<int:visit_id>/periksa/", visit_views.check, name="visit_check"),
    path("kunjungan/<int:visit_id>/buang/", visit_views.discard, name="visit_discard"),
    path("kunjungan/<int:visit_id>/cetak/", visit_views.paper, name="visit_paper"),
    path("tugas-identitas/", identity_views.tasks, name="identity_tasks"),
    path("tugas-identitas/<int:task_id>/", identity_views.settle, name="identity_task"),
    path("lintas-wilayah/", across_views.look_up, name="look_across"),
    path("impor/", import_views.mine, name="imports"),
    path("impor/baru/", import_views.upload, name="import_upload"),
    path("impor/baru/<uuid:key>/", import_views.stage, name="import_stage"),
    path("impor/<int:run_id>/", import_views.one, name="import"),
    path("impor/<int:run_id>/kolom/", import_views.columns, name="import_columns"),
    path("impor/<int:run_id>/terapkan/", import_views.apply, name="import_apply"),
    path("impor/<int:run_id>/buang/", import_views.discard, name="import_discard"),
    path("impor/<int:run_id>/baris-salah/", import_views.rejects, name="import_rejects"),
    path("mutu-data/", quality_views.quality, name="quality"),
    path("ekspor/", export_views.export, name="export"),
]
