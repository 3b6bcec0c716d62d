"""The box office as an application of Django."""

from django.apps import AppConfig


class BoxofficeConfig(AppConfig):
    """The package `boxoffice`."""

    name = "entracte.boxoffice"
    label = "boxoffice"
