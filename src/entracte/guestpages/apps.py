"""The guest's pages as an application of Django."""

from django.apps import AppConfig


class GuestpagesConfig(AppConfig):
    """The package `guestpages`."""

    name = "entracte.guestpages"
    label = "guestpages"
