from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kesos.ui"
    label = "ui"
