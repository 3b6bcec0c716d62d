"""This folder is an application, so that Django finds its static files."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """The package `backoffice`."""

    name = "entracte.backoffice"
    label = "backoffice"
