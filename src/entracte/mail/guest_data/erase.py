"""Erase the letters of bookings, and the marks of their guest's addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from entracte.guests.folding import folded_email
from entracte.mail.models import Letter, MarkedAddress

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def erase_letters(*, restaurant_id: int, bookings: Collection[Booking], addresses: Iterable[str]) -> None:
    """Delete every letter about these bookings, to guest and staff, and the marks of its guest's addresses.

    Those are `addresses`, and whatever the letters to the guest went to. A letter
    that is being sent this moment may still arrive. Runs in the caller's transaction.
    """
    letters = Letter.objects.filter(booking__in=bookings)
    written_to = letters.filter(account=None).values_list("to_address", flat=True)
    folded = {folded_email(address) for address in (*addresses, *written_to)}
    letters.delete()
    MarkedAddress.objects.filter(restaurant_id=restaurant_id, address__in=folded).delete()
