"""The letters as an application of Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The package `mail`."""

    name = "entracte.mail"
    label = "mail"
