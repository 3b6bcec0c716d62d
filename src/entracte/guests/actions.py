"""Staff merge a profile with another, and undo the merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entracte.guests.models import Guest
from entracte.guests.queries import locked_guest
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


class NotMergeable(Refusal):
    """The two profiles cannot become one: the same, of two restaurants, or merged already."""

    code, field = "not_mergeable", ""
    for_staff = "These two cannot be merged; look at them again."
    for_guests = "These two profiles cannot be merged."


def merge_guests(*, restaurant: Restaurant, stays_id: int, goes_id: int) -> Guest:
    """Point one profile to the one that stays, which is returned unchanged. `unmerge_guest` undoes it.

    Locks both rows, the lower id first. Raises NotMergeable.
    """
    with transaction.atomic():
        rows = {guest_id: locked_guest(guest_id) for guest_id in sorted({stays_id, goes_id})}
        stays, goes = rows[stays_id], rows[goes_id]
        if stays_id == goes_id or {stays.restaurant_id, goes.restaurant_id} != {restaurant.pk}:
            raise NotMergeable
        if stays.merged_into_id is not None or goes.merged_into_id is not None:
            raise NotMergeable
        goes.merged_into = stays
        goes.save(update_fields=["merged_into"])
    return stays


def unmerge_guest(*, restaurant: Restaurant, guest_id: int) -> Guest:
    """Make a merged profile stand alone again. May be called twice."""
    with transaction.atomic():
        guest = Guest.objects.select_for_update(no_key=True).get(pk=guest_id, restaurant=restaurant)
        guest.merged_into = None
        guest.save(update_fields=["merged_into"])
    return guest
