"""Addresses of the monthly check, below /kelayakan/."""

from django.urls import path

from kesos.programmes.web import check_companions, check_page, check_take_away, check_views

urlpatterns = [
    path("", check_views.recipients, name="checks"),
    path("kemajuan/", check_views.progress, name="check_progress"),
    path("layak/", check_views.pass_many, name="check_many"),
    path("unduh/", check_take_away.export, name="check_export"),
    path("cetak/", check_take_away.on_paper, name="check_print"),
    path("tugas/", check_companions.tasks, name="check_tasks"),
    path("tugas/<int:note_id>/jawab/", check_companions.answer, name="check_task_answer"),
    path("pendamping/", check_companions.assign, name="check_companions"),
    path("<int:enrolment_id>/", check_page.one, name="check"),
    path("<int:enrolment_id>/buka/", check_page.look, name="check_look"),
    path("<int:enrolment_id>/berkas/", check_page.attach, name="check_attach"),
    path("<int:enrolment_id>/putuskan/", check_page.decide, name="check_decide"),
    path("<int:enrolment_id>/catatan/", check_page.note, name="check_note"),
    path("<int:enrolment_id>/pemberitahuan/", check_page.letter, name="check_letter"),
    path("<int:enrolment_id>/pemberitahuan/serah/", check_page.hand_over, name="check_hand_over"),
]
