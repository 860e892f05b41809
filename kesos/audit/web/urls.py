from django.urls import path

from kesos.audit.web import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("<int:event_id>/", views.one, name="event"),
]
