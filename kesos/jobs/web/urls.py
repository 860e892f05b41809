from django.urls import path

from kesos.jobs.web import views

app_name = "jobs"
urlpatterns = [
    path("pekerjaan/", views.mine, name="mine"),
    path("pekerjaan/<int:run_id>/", views.one, name="one"),
    path("pekerjaan/<int:run_id>/batal/", views.cancel, name="cancel"),
    path("pekerjaan/<int:run_id>/ulang/", views.again, name="again"),
]
