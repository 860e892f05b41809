from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kesos.documents"
    label = "documents"
