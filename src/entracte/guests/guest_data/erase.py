"""Erase the profiles of a guest: the details, the notes on them, and who corrected what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from entracte.guests.details import DETAILS
from entracte.guests.models import Guest, GuestNote, ProfileEdit
from entracte.restaurants.keys import random_key

FOLDED = ("email_folded", "surname_folded", "phone_folded", "name_words")


def nameless_profile(restaurant_id: int, *, at: datetime) -> Guest:
    """Make a profile that says nothing, as a party at the door has one."""
    return Guest.objects.create(restaurant_id=restaurant_id, created_at=at)


def own_addresses(ids: Collection[int]) -> list[str]:
    """Return the e-mail addresses that stand on these profiles."""
    return list(Guest.objects.filter(pk__in=ids).exclude(email="").values_list("email", flat=True))


def erase_profiles(ids: Collection[int], *, with_bookings: Collection[int]) -> None:
    """Empty these profiles, which then stand alone, under other keys; those without a booking go.

    Runs in the caller's transaction, with the rows locked. May be called twice.
    """
    GuestNote.objects.filter(guest__in=ids).delete()
    ProfileEdit.objects.filter(guest__in=ids).delete()
    Guest.objects.filter(merged_into__in=ids).update(merged_into=None)
    Guest.objects.filter(pk__in=set(ids) - set(with_bookings)).delete()
    empty = dict.fromkeys((*DETAILS, *FOLDED), "")
    for guest_id in sorted(set(ids) & set(with_bookings)):
        rows = Guest.objects.filter(pk=guest_id)
        rows.update(**empty, key=random_key(), merged_into=None, version=1)
