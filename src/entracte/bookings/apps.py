"""How does Django know this room?"""

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    """The room `bookings`."""

    name = "entracte.bookings"
    label = "bookings"
