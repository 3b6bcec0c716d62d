"""The error of a command that cannot run as things are."""

from collections.abc import Mapping
from typing import Self


class CannotRun(Exception):
    """A command cannot run as things are; the message says what to change."""

    @classmethod
    def because_of(cls, fields: Mapping[str, str], what: str) -> Self:
        """Return the error of fields that were refused, a line for each."""
        lines = (f"{field.replace('_', ' ')}: {sentence}" for field, sentence in fields.items())
        return cls(f"{what}\n  " + "\n  ".join(lines))
