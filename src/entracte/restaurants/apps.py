"""How does Django know this room?"""

from django.apps import AppConfig


class RestaurantsConfig(AppConfig):
    """The room `restaurants`."""

    name = "entracte.restaurants"
    label = "restaurants"
