"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class HouseFrame(AppConfig):
    """The folder `backoffice/house`."""

    name = "entracte.backoffice.house"
    label = "backoffice_house"
