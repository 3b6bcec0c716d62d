"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class GuestsPage(AppConfig):
    """The folder `backoffice/guests`."""

    name = "entracte.backoffice.guests"
    label = "backoffice_guests"
