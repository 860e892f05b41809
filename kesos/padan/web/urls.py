from django.urls import path

from kesos.padan.web import views

app_name = "padan"
urlpatterns = [
    path("padan/", views.findings, name="findings"),
    path("padan/usulkan/", views.propose_many, name="propose_many"),
    path("padan/cetak/", views.printed, name="print"),
    path("padan/temuan/<int:finding_id>/", views.one, name="finding"),
    path("padan/temuan/<int:finding_id>/langkah/", views.step, name="step"),
]
