from django.apps import AppConfig


class PadanConfig(AppConfig):
    name = "kesos.padan"
    label = "padan"
