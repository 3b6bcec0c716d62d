"""Django's entry for this package."""

from django.apps import AppConfig


class RestaurantsConfig(AppConfig):
    """The package `restaurants`."""

    name = "entracte.restaurants"
    label = "restaurants"

    def ready(self) -> None:
        """Refuse to start with a wrong address of a proxy."""
        from entracte.restaurants.addresses import trusted_networks

        trusted_networks()
