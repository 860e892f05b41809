from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kesos.notices"
    label = "notices"
