"""Allauth's application for the list of sessions, but for what it does at a sign-in."""

from allauth.usersessions.apps import UserSessionsConfig


class Sessions(UserSessionsConfig):  # type: ignore[misc]  # allauth has no types
    """Its rows are written by sessions.py: of the network, where allauth would keep the whole address."""

    name = "allauth.usersessions"
    label = "usersessions"

    def ready(self) -> None:
        """Connect nothing."""
