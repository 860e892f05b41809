from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "kesos.regions"
    label = "regions"
