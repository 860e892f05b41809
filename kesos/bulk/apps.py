from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "kesos.bulk"
    label = "bulk"
