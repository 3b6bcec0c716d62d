"""What the profiles of a guest hold, to be given out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from entracte.guests.details import DETAILS
from entracte.guests.models import Guest, GuestNote, ProfileEdit

Rows = list[dict[str, Any]]


def kept_of_profiles(ids: Collection[int]) -> dict[str, Rows]:
    """Return, under the name of each kind, what stands on these profiles, the oldest first."""
    profiles = Guest.objects.filter(pk__in=ids).order_by("id")
    notes = GuestNote.objects.filter(guest__in=ids).order_by("id")
    edits = ProfileEdit.objects.filter(guest__in=ids).order_by("id")
    return {
        "profiles": [
            dict(row) for row in profiles.values("first_name", "last_name", "email", "phone", "created_at")
        ],
        "notes": [dict(row) for row in notes.values("text", "added_at", "struck_at")],
        "corrections": [dict(row) for row in edits.values("fields", "at")],
    }


def is_anything_known(ids: Collection[int]) -> bool:
    """Say whether one of these profiles says who its guest is, or has a note. Two queries at most."""
    known = Q()
    for name in DETAILS:
        known |= ~Q(**{name: ""})
    profiles = Guest.objects.filter(pk__in=ids)
    return profiles.filter(known).exists() or GuestNote.objects.filter(guest__in=ids).exists()
