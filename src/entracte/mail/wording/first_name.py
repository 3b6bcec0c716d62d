"""The first name by which a letter greets: only one that can be a name (D34)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# What is longer or looks like a link is hardly a name: a stranger can have typed it with any address (D34).
LONGEST_NAME = 40
LIKE_A_LINK = re.compile(r"[/:@\\<>]|\w\.\w|www", re.IGNORECASE)


def first_name_of(booking: Booking) -> str:
    """Return the guest's first name in one line; '' where none was typed, or it can be no name."""
    name = " ".join(booking.first_name.split())
    return "" if not name or len(name) > LONGEST_NAME or LIKE_A_LINK.search(name) else isolated(name)
