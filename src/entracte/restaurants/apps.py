"""How does Django know this room?"""

from django.apps import AppConfig


class RestaurantsConfig(AppConfig):
    """The room `restaurants`."""

    name = "entracte.restaurants"
    label = "restaurants"

    def ready(self) -> None:
        """Refuse to start with a proxy's address that is none."""
        from entracte.restaurants.addresses import trusted_networks

        trusted_networks()
