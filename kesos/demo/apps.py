from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kesos.demo"
    label = "demo"
