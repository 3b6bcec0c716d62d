"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class SetUpPage(AppConfig):
    """The folder `backoffice/set_up`."""

    name = "entracte.backoffice.set_up"
    label = "backoffice_set_up"
