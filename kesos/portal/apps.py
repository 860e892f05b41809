from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kesos.portal"
    label = "portal"
