"""Staff edit a profile, merge it with another, and undo the merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entracte.guests.folding import KEPT_OF_EMAIL, KEPT_OF_NAME, e164, folded_email, folded_name
from entracte.guests.models import Guest
from entracte.guests.queries import locked_guest
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


class NotAPhone(Refusal):
    """The phone is no number, with the restaurant's country assumed where it names none."""

    code, field = "not_a_phone", "phone"
    for_staff = "This is not a phone number. Write it with its country, such as +44 …"
    for_guests = "Write a phone number with its area code."


class NotMergeable(Refusal):
    """The two profiles cannot become one: the same, of two restaurants, or merged already."""

    code, field = "not_mergeable", ""
    for_staff = "These two cannot be merged; look at them again."
    for_guests = "These two profiles cannot be merged."


def edit_guest(
    *,
    restaurant: Restaurant,
    guest_id: int,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    note: str,
) -> Guest:
    """Write a profile; the bookings keep what was typed with them.

    Locks the guest's row. Raises NotAPhone; Guest.DoesNotExist for a guest of another restaurant.
    """
    number = e164(phone, restaurant.country)
    if phone.strip() and not number:
        raise NotAPhone
    with transaction.atomic():
        guest = Guest.objects.select_for_update(no_key=True).get(pk=guest_id, restaurant=restaurant)
        guest.first_name, guest.last_name = first_name.strip(), last_name.strip()
        guest.email, guest.phone, guest.note = email.strip(), number, note.strip()
        guest.email_folded = folded_email(email)[:KEPT_OF_EMAIL]
        guest.surname_folded = folded_name(last_name)[:KEPT_OF_NAME]
        guest.save()
    return guest


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
