"""How does Django know this room?"""

from django.apps import AppConfig


class GuestsConfig(AppConfig):
    """The room `guests`."""

    name = "entracte.guests"
    label = "guests"
