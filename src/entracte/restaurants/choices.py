"""The roles of people, and the integrations of widgets."""

from django.db.models import TextChoices


class Role(TextChoices):
    """A person's role in one restaurant's team."""

    OWNER = "owner", "Owner"
    MANAGER = "manager", "Manager"
    HOST = "host", "Host"


class Integration(TextChoices):
    """Where a widget looks for the guest's basket."""

    NONE = "none", "None"
    SPEKTRIX = "spektrix", "Spektrix"
