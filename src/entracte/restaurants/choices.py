"""The roles of people, the integrations of widgets, and the usual words at the tick for news."""

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


# What stands at the tick for news where a restaurant asks and wrote no words of its own.
USUAL_NEWS_WORDING = "Send me news of the restaurant by e-mail now and then."
