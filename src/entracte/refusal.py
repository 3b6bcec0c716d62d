"""A refusal says why something is not done: to a program, to staff and to a guest."""

from datetime import datetime
from typing import ClassVar


class Refusal(Exception):
    """What was asked for is not done, and nothing was written.

    Each class that is raised has all four, its own or those of a class that reads the same to whoever
    asked: `code` for programs; `field`, what to change in a form, or "" where nothing in it is wrong; and a
    sentence for staff and one for guests. `retry_at` is set where waiting until then helps.
    """

    code: ClassVar[str]
    field: ClassVar[str]
    for_staff: ClassVar[str]
    for_guests: ClassVar[str]
    retry_at: datetime | None = None

    def __str__(self) -> str:
        return self.code
