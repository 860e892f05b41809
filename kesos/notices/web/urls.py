from django.urls import path

from kesos.notices.web import views

app_name = "notices"
urlpatterns = [
    path("pemberitahuan/", views.mine, name="mine"),
    path("pemberitahuan/dibaca/", views.read, name="read"),
]
