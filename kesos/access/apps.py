from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kesos.access"
    label = "access"
    verbose_name = "Akses"
