"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class SpektrixPage(AppConfig):
    """The folder `backoffice/spektrix`."""

    name = "entracte.backoffice.spektrix"
    label = "backoffice_spektrix"
