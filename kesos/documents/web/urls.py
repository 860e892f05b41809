app_name = "documents"
from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
