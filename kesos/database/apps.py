from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "kesos.database"
    label = "database"
