from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "kesos.journeys"
    label = "journeys"
