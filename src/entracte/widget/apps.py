"""How does Django know this room?"""

from django.apps import AppConfig


class WidgetConfig(AppConfig):
    """The room `widget`."""

    name = "entracte.widget"
    label = "widget"

    def ready(self) -> None:
        """Refuse to start with a proxy's address that is none."""
        from entracte.widget.address import trusted_networks

        trusted_networks()
