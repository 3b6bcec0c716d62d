"""Which letters a guest got, to be given out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from entracte.guests.folding import folded_email
from entracte.mail.models import Letter, MarkedAddress

Rows = list[dict[str, Any]]


def kept_of_letters(
    *, restaurant_id: int, codes: Collection[str], addresses: Collection[str]
) -> dict[str, Rows]:
    """Return, under the name of each kind, the letters about bookings of these codes, the oldest first."""
    letters = Letter.objects.filter(restaurant=restaurant_id, booking__code__in=codes).order_by("id")
    folded = {folded_email(address) for address in addresses if address}
    marks = MarkedAddress.objects.filter(restaurant=restaurant_id, address__in=folded)
    to_guest = letters.filter(account=None)
    given = ("booking__code", "to_address", "language", "state", "reason", "subject", "text", "began_at")
    return {
        "letters": list(to_guest.values(*given)),
        "letters_to_the_team": list(letters.exclude(account=None).values("booking__code", "subject", "text")),
        "marked_addresses": list(marks.values("address", "reason", "marked_at")),
    }
