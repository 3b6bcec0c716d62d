"""Which addresses a restaurant does not write to, since letters to them came back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.guests.folding import folded_email
from entracte.mail.models import Letter, MarkedAddress

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def mark_address(restaurant_id: int, address: str, reason: str, *, at: datetime) -> None:
    """Write to this address no more, for this restaurant. May be called twice; the first reason stays."""
    MarkedAddress.objects.get_or_create(
        restaurant_id=restaurant_id,
        address=folded_email(address),
        defaults={"reason": reason[:200], "marked_at": at},
    )


@transaction.atomic
def mark_address_of(letter: Letter, reason: str, *, at: datetime) -> None:
    """Mark the address of a letter for its restaurant; not where the letter was erased with its guest.

    Locks the letter's row, so that an erasure comes before, or takes the mark off after. A letter about
    somebody's sign-in belongs to no restaurant. May be called twice.
    """
    stands = Letter.objects.select_for_update(no_key=True).filter(pk=letter.pk).first()
    if stands is not None and stands.restaurant_id is not None:
        mark_address(stands.restaurant_id, stands.to_address, reason, at=at)


def mark_of(restaurant_id: int, address: str) -> MarkedAddress | None:
    """Return the mark of an address, or None. One query."""
    marks = MarkedAddress.objects.filter(restaurant_id=restaurant_id, address=folded_email(address))
    return marks.first()


def take_mark_off(*, restaurant: Restaurant, address: str) -> bool:
    """Let the restaurant write to this address again; return whether it was marked. May be called twice."""
    marks = MarkedAddress.objects.filter(restaurant=restaurant, address=folded_email(address))
    return marks.delete()[0] > 0
