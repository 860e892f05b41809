from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kesos.audit"
    label = "audit"

    def ready(self) -> None:
        from kesos.audit import vocabulary

        vocabulary.gather()
