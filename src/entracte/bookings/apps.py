"""Django's entry for this package."""

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    """The package `bookings`."""

    name = "entracte.bookings"
    label = "bookings"
