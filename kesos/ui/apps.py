from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kesos.ui"
    label = "ui"

    def ready(self) -> None:
        from kesos.ui import navigation

        navigation.items.cache_clear()
        navigation.items()
