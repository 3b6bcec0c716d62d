"""This folder is an application, so that Django finds its templates."""

from django.apps import AppConfig


class YourLettersPage(AppConfig):
    """The folder `backoffice/your_letters`."""

    name = "entracte.backoffice.your_letters"
    label = "backoffice_your_letters"
