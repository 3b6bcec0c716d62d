"""What does an opened booking show: its times, its moves, its stories and where its forms go?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse

from entracte.backoffice.bookings.shown.bridge import story_context
from entracte.backoffice.bookings.shown.diary import name_of, table_names
from entracte.backoffice.bookings.shown.steps import moves_for
from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.party_state import PartyState, state_of
from entracte.bookings.queries import booking_by_code, visits_of
from entracte.guests.queries import person_ids, surviving

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.guests.models import Guest

LARGE_CLASSES = {1: "few", 2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The face of an opened booking."""

    name: str
    state: PartyState
    tables: str
    guest: Guest
    visits: int
    moves_class: str
    url: str
    move_url: str
    note_url: str
    change_url: str
    swap_url: str
    back: str


def booking_or_404(desk: Desk, code: str) -> Booking:
    """Return this restaurant's booking of this code."""
    booking = booking_by_code(desk.restaurant, code)
    if booking is None:
        raise Http404
    return booking


def booking_context(desk: Desk, booking: Booking) -> dict[str, Any]:
    """Return what the opened booking is rendered from."""
    moves = moves_for(booking)
    return {
        "booking": booking,
        "moves": moves,
        "shown": _shown(desk, booking, LARGE_CLASSES.get(len(moves.large or moves.rest), "")),
        **story_context(desk, booking),
    }


def list_address(desk: Desk, booking: Booking) -> str:
    """Return the address of the list that the booking stands in."""
    slug = desk.restaurant.slug
    if booking.service_date == desk.today:
        return reverse("backoffice:tonight", args=[slug])
    return f"{reverse('backoffice:bookings', args=[slug])}?date={booking.service_date.isoformat()}"


def _shown(desk: Desk, booking: Booking, moves_class: str) -> Shown:
    where = [desk.restaurant.slug, booking.code]
    guest = surviving(booking.guest)
    return Shown(
        name=name_of(booking),
        state=state_of(booking, desk.now),
        tables=table_names(booking),
        guest=guest,
        visits=visits_of(person_ids(guest)),
        moves_class=moves_class,
        url=reverse("backoffice:booking", args=where),
        move_url=reverse("backoffice:move", args=where),
        note_url=reverse("backoffice:note", args=where),
        change_url=reverse("backoffice:change", args=where),
        swap_url=reverse("backoffice:swap", args=where),
        back=list_address(desk, booking),
    )
