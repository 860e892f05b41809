from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kesos.audit"
    label = "audit"
