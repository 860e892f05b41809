from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "kesos.evidence"
    label = "evidence"
