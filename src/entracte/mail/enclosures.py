"""Files that letters bring and that a package above writes, in the moment in which the letter is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

Write = Callable[["Booking"], bytes]
_writers: dict[str, tuple[str, Write]] = {}


def encloses(letter: str, file_name: str) -> Callable[[Write], Write]:
    """Register who writes the zip that letters of this name bring; in a module named `handlers`."""

    def register(write: Write) -> Write:
        _writers[letter] = (file_name, write)
        return write

    return register


def enclosure_of(letter: str, booking: Booking) -> tuple[str, bytes]:
    """Return the name and the content of the file, in the language that is active. Nothing of it is kept."""
    file_name, write = _writers[letter]
    return file_name, write(booking)
