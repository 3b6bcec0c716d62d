"""Django's entry for this package."""

from django.apps import AppConfig


class WidgetConfig(AppConfig):
    """The package `widget`."""

    name = "entracte.widget"
    label = "widget"
