"""Entracte as a Django application: it brings the checks of the installation."""

from django.apps import AppConfig


class EntracteConfig(AppConfig):
    name = "entracte"

    def ready(self) -> None:
        """Register the checks."""
        from entracte import checks  # noqa: F401
