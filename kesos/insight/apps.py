from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "kesos.insight"
    label = "insight"
