"""Django's entry for this package."""

from django.apps import AppConfig


class GuestsConfig(AppConfig):
    """The package `guests`."""

    name = "entracte.guests"
    label = "guests"
