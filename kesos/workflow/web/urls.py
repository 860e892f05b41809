from django.urls import path

from kesos.workflow.web import calendar_views, views

app_name = "workflow"
urlpatterns = [
    path("alur/", views.flow_list, name="flows"),
    path("alur/<slug:key>/", views.flow_page, name="flow"),
    path("kalender/", calendar_views.calendar, name="calendar"),
    path("kalender/libur/", calendar_views.new_holiday, name="new_holiday"),
    path("kalender/libur/<int:holiday_id>/hapus/", calendar_views.drop_holiday, name="drop_holiday"),
    path("kalender/tanggal/", calendar_views.new_day, name="new_day"),
    path("kalender/beku/", calendar_views.new_freeze, name="new_freeze"),
    path("kalender/beku/<int:freeze_id>/akhiri/", calendar_views.stop_freeze, name="stop_freeze"),
]
