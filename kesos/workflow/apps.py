from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "kesos.workflow"
    label = "workflow"

    def ready(self) -> None:
        """Every part tells its guards and effects; a name that fits nothing stops the program."""
        from kesos.workflow import hooks

        autodiscover_modules("guards", "effects")
        hooks.check()
