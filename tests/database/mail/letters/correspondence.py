"""What is done to a booking in these tests, and which letter its last line of history causes."""

from datetime import datetime
from typing import Any

from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.change import GuestChange
from entracte.bookings.models import Booking, Change
from entracte.bookings.queries import change_by_id
from entracte.bookings.wishes.ask import ask_for_change, withdraw_wish
from entracte.mail.composing import Composed, compose
from entracte.mail.letters import letters_for
from entracte.mail.models import Letter, LetterState
from tests.builders import NOON_BEFORE, at
from tests.house import House


def last_change(booking: Booking) -> Change:
    line = Change.objects.filter(booking=booking).order_by("-number").first()
    found = change_by_id(line.pk) if line else None
    assert found is not None
    return found


def letter_names(booking: Booking) -> list[str]:
    """Return the letters that the last change of a booking causes."""
    return [kind.name for kind in letters_for(last_change(booking))]


def letter_about(booking: Booking, kind: str = "") -> Letter:
    """Return the letter that the last change causes, or one of this kind, as a row that is not saved."""
    change = last_change(booking)
    (name,) = [kind] if kind else letter_names(booking)
    return Letter(
        restaurant=booking.restaurant,
        booking=change.booking,
        change=change,
        kind=name,
        to_address=booking.email,
        due_at=NOON_BEFORE,
        created_at=NOON_BEFORE,
    )


def sent(booking: Booking) -> None:
    """Note the letter about the last change as sent."""
    letter = letter_about(booking)
    letter.state = LetterState.SENT
    letter.save()


def written(booking: Booking, kind: str = "") -> Composed:
    return compose(letter_about(booking, kind))


def asked_by(house: House, by_guest: bool = False, now: datetime = NOON_BEFORE, **more: Any) -> Asker:
    return Asker(actor=None if by_guest else house.host, now=now, by_guest=by_guest, **more)


def become(house: House, booking: Booking, to: str, **asker: Any) -> Booking:
    return change_status(
        booking_id=booking.pk, restaurant=house.restaurant, to=to, asker=asked_by(house, **asker)
    )


def moved(
    house: House, booking: Booking, starts_at: str = "", party_size: int | None = None, **asker: Any
) -> Booking:
    wish = MoveRequest(starts_at=at(starts_at) if starts_at else None, party_size=party_size)
    return move_booking(
        booking_id=booking.pk, restaurant=house.restaurant, move=wish, asker=asked_by(house, **asker)
    )


def wished(house: House, booking: Booking, starts_at: str, party_size: int) -> Booking:
    """Let the guest ask for a change that needs a person."""
    return ask_for_change(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        asker=asked_by(house, by_guest=True),
        wanted=GuestChange(at(starts_at), party_size),
    )


def withdrawn(house: House, booking: Booking) -> Booking:
    """Let the guest take that back."""
    return withdraw_wish(
        booking_id=booking.pk, restaurant=house.restaurant, asker=asked_by(house, by_guest=True)
    )
