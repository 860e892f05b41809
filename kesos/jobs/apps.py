from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "kesos.jobs"
    label = "jobs"
