"""How does Django know this room?"""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The room `jobs`."""

    name = "entracte.jobs"
    label = "jobs"
