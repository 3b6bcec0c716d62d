"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class BookingsPage(AppConfig):
    """The folder `backoffice/bookings`."""

    name = "entracte.backoffice.bookings"
    label = "backoffice_bookings"
