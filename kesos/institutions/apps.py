from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "kesos.institutions"
    label = "institutions"
