from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "kesos.files"
    label = "files"
