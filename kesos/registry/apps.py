from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "kesos.registry"
    label = "registry"
