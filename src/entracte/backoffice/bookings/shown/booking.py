"""What an opened booking shows: its times, its steps, its stories, and where its forms go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from entracte.backoffice.bookings.shown.names import name_of, table_names
from entracte.backoffice.bookings.shown.steps import step_buttons_for
from entracte.backoffice.bookings.shown.stories import stories_context
from entracte.backoffice.bookings.shown.wishes import opened_wish
from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.answers import found_or_404
from entracte.backoffice.house.notes import NoteLine, note_lines
from entracte.backoffice.house.party_state import PartyState, state_of
from entracte.bookings.feedback.queries import feedback_of
from entracte.bookings.queries import booking_by_code, visits_of
from entracte.bookings.tables.same_person import OtherSitting, other_sittings
from entracte.guests.queries import person_ids, surviving
from entracte.mail.queries import letters_are_set_up, why_marked

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Feedback
    from entracte.guests.models import Guest

LARGE_CLASSES = {1: "few", 2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class OpenedBooking:
    """The values of an opened booking that its row does not hold."""

    name: str
    state: PartyState
    tables: str
    guest: Guest
    visits: int
    notes: list[NoteLine]
    others: list[OtherSitting]
    steps_class: str
    may_write_to_guest: bool
    marked: str
    feedback: Feedback | None
    url: str
    step_url: str
    note_url: str
    change_url: str
    swap_url: str
    correct_url: str
    back: str


def booking_or_404(desk: Desk, code: str) -> Booking:
    """Return this restaurant's booking of this code."""
    return found_or_404(booking_by_code(desk.restaurant, code))


def booking_context(desk: Desk, booking: Booking) -> dict[str, Any]:
    """Return what the opened booking is rendered from."""
    steps = step_buttons_for(booking)
    return {
        "booking": booking,
        "steps": steps,
        "opened": _opened(desk, booking, LARGE_CLASSES.get(len(steps.large or steps.rest), "")),
        "wished": opened_wish(desk, booking),
        **stories_context(desk, booking),
    }


def list_address(desk: Desk, booking: Booking) -> str:
    """Return the address of the list that the booking stands in."""
    slug = desk.restaurant.slug
    if booking.service_date == desk.tonight:
        return reverse("backoffice:tonight", args=[slug])
    return f"{reverse('backoffice:bookings', args=[slug])}?date={booking.service_date.isoformat()}"


def _opened(desk: Desk, booking: Booking, steps_class: str) -> OpenedBooking:
    where = [desk.restaurant.slug, booking.code]
    guest = surviving(booking.guest)
    return OpenedBooking(
        name=name_of(booking),
        state=state_of(booking, desk.now),
        tables=table_names(booking),
        guest=guest,
        visits=visits_of(person_ids(guest)),
        notes=note_lines(booking.notes.all()),
        others=other_sittings(booking) if booking.booked_tables.all() else [],
        steps_class=steps_class,
        may_write_to_guest=bool(booking.email) and letters_are_set_up(),
        marked=why_marked(desk.restaurant, booking.email),
        feedback=feedback_of(booking),
        url=reverse("backoffice:booking", args=where),
        step_url=reverse("backoffice:move", args=where),
        note_url=reverse("backoffice:note", args=where),
        change_url=reverse("backoffice:change", args=where),
        swap_url=reverse("backoffice:swap", args=where),
        correct_url=reverse("backoffice:correct", args=where),
        back=list_address(desk, booking),
    )
