"""What the profiles of a guest hold, to be given out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

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
