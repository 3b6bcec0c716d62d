"""Which guest is meant, and which profiles are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from entracte.guests.alike import with_hint
from entracte.guests.folded_columns import folded_columns
from entracte.guests.models import Guest, ProfileEdit
from entracte.guests.search import asked_for
from entracte.guests.sql import PERSON
from entracte.restaurants.keys import read_key

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def guest_by_key(restaurant: Restaurant, key: str) -> Guest | None:
    """Return the guest of this public key, or None; a merged profile is returned as it is."""
    found = Guest.objects.select_related("merged_into").filter(restaurant=restaurant, key=read_key(key))
    return found.first()


def guest_by_id(guest_id: int) -> Guest | None:
    """Return the guest of this id, with the restaurant, or None. One query."""
    return Guest.objects.select_related("restaurant").filter(pk=guest_id).first()


def guests_like(restaurant: Restaurant, text: str, limit: int = 8) -> list[Guest]:
    """Return the guests whom staff may mean by what they typed so far, by name; merged ones as who stays."""
    asked = asked_for(text.replace("\x00", ""), restaurant.country)
    if asked is None:
        return []
    found = with_hint(Guest.objects.filter(asked, restaurant=restaurant).exclude(last_name="", first_name=""))
    ordered = found.order_by("surname_folded", "first_name", "id")[:limit]
    return list(dict.fromkeys(surviving(guest) for guest in ordered))


def surviving(guest: Guest) -> Guest:
    """Return the profile that stays where this one was merged, or the guest itself."""
    seen = {guest.pk}
    while guest.merged_into is not None and guest.merged_into.pk not in seen:
        guest = guest.merged_into
        seen.add(guest.pk)
    return guest


def person_ids(guest: Guest) -> frozenset[int]:
    """Return the ids of all profiles that are merged with this one, itself included. One query."""
    return ids_merged_with(guest.pk)


def ids_merged_with(guest_id: int) -> frozenset[int]:
    """Return the same for the guest of this id; empty where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(PERSON, [guest_id])
        return frozenset(row[0] for row in cursor.fetchall())


def locked_guest(guest_id: int) -> Guest:
    """Lock the guest's row until the transaction ends, and return it.

    The lock leaves the key alone, so that new bookings of this guest need not wait.
    """
    return Guest.objects.select_for_update(no_key=True).get(pk=guest_id)


def newest_guests(restaurant: Restaurant, limit: int = 30) -> list[Guest]:
    """Return the profiles made last, merged and nameless ones left out."""
    rows = Guest.objects.filter(restaurant=restaurant, merged_into=None).exclude(first_name="", last_name="")
    return list(with_hint(rows).order_by("-created_at", "-id")[:limit])


def merged_with(guest: Guest) -> list[Guest]:
    """Return the other profiles of this person that a reader of this one reads too.

    Where it stays: all that were merged into it, straight or by way of another. Else: those merged straight
    into it.
    """
    if guest.merged_into_id is None:
        others = Guest.objects.filter(pk__in=person_ids(guest)).exclude(pk=guest.pk)
    else:
        others = Guest.objects.filter(merged_into=guest)
    return list(others.order_by("id"))


def guests_alike(guest: Guest) -> list[Guest]:
    """Return the profiles that may be the same person as this one and are not merged with it.

    What any profile merged with it is known by counts too. Nothing is merged by this: staff are asked.
    """
    ids = person_ids(guest)
    asked = Q(pk__in=[])
    for known in Guest.objects.filter(pk__in=ids):
        if known.email_folded:
            asked |= Q(email_folded=known.email_folded)
        if known.phone_folded and known.surname_folded:
            asked |= Q(phone_folded=known.phone_folded, surname_folded=known.surname_folded)
    found = Guest.objects.filter(asked, restaurant=guest.restaurant_id).exclude(pk__in=ids)
    return list(dict.fromkeys(surviving(other) for other in found.order_by("id")))


def guests_met(
    guest: Guest, *, first_name: str, last_name: str, email: str, phone: str, country: str
) -> list[Guest]:
    """Return the profiles that would be alike with this one if it had these details, and are not today."""
    folded = folded_columns(
        first_name=first_name, last_name=last_name, email=email, phone=phone, country=country
    )
    asked = Q(pk__in=[])
    if folded["email_folded"]:
        asked |= Q(email_folded=folded["email_folded"])
    if folded["phone_folded"] and folded["surname_folded"]:
        asked |= Q(phone_folded=folded["phone_folded"], surname_folded=folded["surname_folded"])
    found = Guest.objects.filter(asked, restaurant=guest.restaurant_id).exclude(pk__in=person_ids(guest))
    known = guests_alike(guest)
    return [other for other in found.order_by("id") if surviving(other) not in known]


def corrections_of(guest: Guest, *, after: int = 0) -> list[ProfileEdit]:
    """Return the history of a profile after this version of it, the oldest line first, with who acted."""
    return list(guest.edits.filter(version__gt=after).select_related("account"))
