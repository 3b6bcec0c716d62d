"""This folder is an application, so that Django finds its templates and static files."""

from django.apps import AppConfig


class TonightPage(AppConfig):
    """The folder `backoffice/tonight`."""

    name = "entracte.backoffice.tonight"
    label = "backoffice_tonight"
