"""Register the package with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The package `jobs`."""

    name = "entracte.jobs"
    label = "jobs"
