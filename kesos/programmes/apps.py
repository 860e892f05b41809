from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "kesos.programmes"
    label = "programmes"
