"""How does Django know this room?"""

from django.apps import AppConfig


class DiningConfig(AppConfig):
    """The room `dining`."""

    name = "entracte.dining"
    label = "dining"
