"""The guest's file as an application of Django."""

from django.apps import AppConfig


class GuestfileConfig(AppConfig):
    """The package `guestfile`."""

    name = "entracte.guestfile"
    label = "guestfile"
