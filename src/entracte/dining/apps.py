"""Django's entry for this package."""

from django.apps import AppConfig


class DiningConfig(AppConfig):
    """The package `dining`."""

    name = "entracte.dining"
    label = "dining"
