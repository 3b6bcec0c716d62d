"""What the profile of a guest shows: the link to the box office, other profiles of the person, bookings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.notes import note_lines
from entracte.backoffice.house.party_state import PartyState, state_of
from entracte.bookings.demands.queries import demands_of
from entracte.bookings.feedback.queries import feedback_among
from entracte.bookings.queries import bookings_of, visits_of
from entracte.boxoffice.queries import link_state
from entracte.guests.notes import notes_of, standing_notes_on
from entracte.guests.queries import corrections_of, guest_by_key, guests_alike, merged_with, person_ids
from entracte.mail.queries import why_marked

SAME_LINK, ALIKE = "The same person in Spektrix", "May be the same guest"

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from entracte.bookings.models import Booking, Feedback
    from entracte.guests.models import Guest


@dataclass(frozen=True, slots=True)
class GuestLine:
    """One guest in the list, with what stands noted."""

    guest: Guest
    notes: list[str]


@dataclass(frozen=True, slots=True)
class GuestBooking:
    """One booking of the guest, with how its party stands, and what the guest said after it."""

    booking: Booking
    state: PartyState
    feedback: Feedback | None


def guest_lines(guests: Sequence[Guest]) -> list[GuestLine]:
    """Return the lines of the list of guests."""
    notes = standing_notes_on(guests)
    return [GuestLine(guest, notes[guest.pk]) for guest in guests]


def guest_context(desk: Desk, guest: Guest) -> dict[str, Any]:
    """Return what the page of a guest is rendered from, the form aside."""
    ids = person_ids(guest)
    link = link_state(guest)
    bookings = bookings_of(ids)
    said = feedback_among(bookings)
    return {
        "guest": guest,
        "link": link,
        "hints": [] if guest.merged_into_id else _merge_hints(desk, guest, link.others),
        "merged": merged_with(guest),
        "notes": note_lines(notes_of(guest)),
        "lines": [GuestBooking(each, state_of(each, desk.now), said.get(each.pk)) for each in bookings],
        "agreed": _latest_consent(bookings),
        "visits": visits_of(ids),
        "demands": demands_of(ids),
        "corrections": corrections_of(guest),
        "marked": why_marked(desk.restaurant, guest.email),
    }


def _latest_consent(bookings: Iterable[Booking]) -> Booking | None:
    """Return the booking with which the guest last agreed to news, of whatever became of it."""
    agreed = ((each.news_consent_at, each) for each in bookings if each.news_consent_at)
    return max(agreed, key=lambda pair: pair[0], default=(None, None))[1]


def _merge_hints(desk: Desk, guest: Guest, same_link: Iterable[str]) -> list[tuple[str, Guest]]:
    """Return which profiles may be merged into this one, each with what speaks for it."""
    same = [other for key in same_link if (other := guest_by_key(desk.restaurant, key))]
    hints = [(SAME_LINK, other) for other in same if other.merged_into_id is None]
    return hints + [(ALIKE, other) for other in guests_alike(guest) if other not in same]
