from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "kesos.guide"
    label = "guide"
