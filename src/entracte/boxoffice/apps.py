"""How does Django know this room?"""

from django.apps import AppConfig


class BoxofficeConfig(AppConfig):
    """The room `boxoffice`."""

    name = "entracte.boxoffice"
    label = "boxoffice"
