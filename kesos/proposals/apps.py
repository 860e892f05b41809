from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "kesos.proposals"
    label = "proposals"
