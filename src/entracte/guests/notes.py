"""The team's notes on profiles: added, struck out by a named person, never replaced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from entracte.guests.models import Guest, GuestNote
from entracte.guests.queries import locked_guest, merged_with
from entracte.visible_text import visible

if TYPE_CHECKING:
    from entracte.restaurants.models import Account


def add_guest_note(*, guest: Guest, text: str, author: Account | None, now: datetime) -> bool:
    """Add a note to this profile. False where the same words stand there already.

    Locks the guest's row, so that two presses at once add one.
    """
    words = visible(text).strip()
    with transaction.atomic():
        locked_guest(guest.pk)
        if GuestNote.objects.filter(guest=guest, text=words, struck_at=None).exists():
            return False
        GuestNote.objects.create(
            restaurant_id=guest.restaurant_id, guest=guest, text=words, author=author, added_at=now
        )
    return True


def strike_guest_note(*, guest: Guest, key: str, by: Account | None, now: datetime) -> bool:
    """Strike a note of this person out; it stays to be read. False where no such note stands."""
    profiles = [guest, *merged_with(guest)]
    standing = GuestNote.objects.filter(guest__in=profiles, key=key, struck_at=None)
    return standing.update(struck_by=by, struck_at=now) > 0


def notes_of(guest: Guest) -> list[GuestNote]:
    """Return the notes on this profile and on those merged with it, its own first (D26), struck ones too."""
    profiles = [guest, *merged_with(guest)]
    places = {profile.pk: place for place, profile in enumerate(profiles)}
    found = GuestNote.objects.filter(guest__in=profiles).select_related("author", "struck_by", "guest")
    return sorted(found, key=lambda note: (places[note.guest_id], note.pk))


def standing_notes_of(guest: Guest) -> list[str]:
    """Return the words of those that nobody struck out."""
    return [note.text for note in notes_of(guest) if note.struck_at is None]


def standing_notes_on(guests: Iterable[Guest]) -> dict[int, list[str]]:
    """Return by profile what stands noted on it and on those merged into it. One query for all."""
    found: dict[int, list[str]] = {guest.pk: [] for guest in guests}
    either = Q(guest__in=found) | Q(guest__merged_into__in=found)
    rows = GuestNote.objects.filter(either, struck_at=None).order_by("id")
    for *profiles, text in rows.values_list("guest_id", "guest__merged_into_id", "text"):
        for profile in profiles:
            if profile in found:
                found[profile].append(text)
    return found
