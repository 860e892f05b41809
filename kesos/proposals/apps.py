from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "kesos.proposals"
    label = "proposals"

    def ready(self) -> None:
        from kesos.proposals.queries import aid_indicators  # noqa: F401 -- joins the register
