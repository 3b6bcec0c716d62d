"""How does Django know this room?"""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """The room `backoffice`."""

    name = "entracte.backoffice"
    label = "backoffice"
