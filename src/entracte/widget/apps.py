"""How does Django know this room?"""

from django.apps import AppConfig


class WidgetConfig(AppConfig):
    """The room `widget`."""

    name = "entracte.widget"
    label = "widget"
