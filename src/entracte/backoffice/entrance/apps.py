"""This folder is an application, so that Django finds its templates before those of allauth."""

from django.apps import AppConfig


class Entrance(AppConfig):
    """The folder `backoffice/entrance`."""

    name = "entracte.backoffice.entrance"
    label = "backoffice_entrance"
