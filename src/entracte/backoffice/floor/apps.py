"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class FloorPage(AppConfig):
    """The folder `backoffice/floor`."""

    name = "entracte.backoffice.floor"
    label = "backoffice_floor"
