"""The error of a command that cannot run as things are."""


class CannotRun(Exception):
    """A command cannot run as things are; the message says what to change."""
