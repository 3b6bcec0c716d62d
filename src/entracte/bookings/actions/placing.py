"""How is a new booking written? With its guest, its code and the table it holds, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from entracte.bookings.again import TRIES, is_held_table, is_not_unique
from entracte.bookings.codes import random_code
from entracte.bookings.errors import SlotGone
from entracte.bookings.held import hold_table
from entracte.bookings.models import Booking
from entracte.guests.recognise import recognise_or_create

if TYPE_CHECKING:
    from entracte.guests.models import Guest


@dataclass(frozen=True, slots=True)
class Seat:
    """A table for a booking, and the times that come with it. `held_from` is later for who sits down late."""

    table_id: int
    service_id: int
    service_date: date
    starts_at: datetime
    ends_at: datetime
    held_from: datetime


def place(booking: Booking, find: Callable[[], Seat]) -> None:
    """Write the booking at the seat that `find` names, which is asked again where that one went meanwhile.

    Only this service day is locked, so a booking of another day may take a table near midnight: then the
    constraint refuses. Raises SlotGone, as `find` may.
    """
    guest: Guest | None = None
    for tries_left in range(TRIES - 1, -1, -1):
        seat = find()
        booking.service_id, booking.service_date = seat.service_id, seat.service_date
        booking.starts_at, booking.ends_at = seat.starts_at, seat.ends_at
        booking.turn_minutes = int((seat.ends_at - seat.starts_at).total_seconds() // 60)
        booking.guest = guest = guest or _guest_of(booking)
        try:
            _write(booking, seat)
        except SlotGone:
            if not tries_left:
                raise
        else:
            return


def _guest_of(booking: Booking) -> Guest:
    return recognise_or_create(
        restaurant=booking.restaurant,
        first_name=booking.first_name,
        last_name=booking.last_name,
        email=booking.email,
        phone=booking.phone,
        now=booking.created_at,
    )


def _write(booking: Booking, seat: Seat) -> None:
    for tries_left in range(TRIES - 1, -1, -1):
        booking.pk, booking.code = None, random_code()
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
                hold_table(booking, seat.table_id, seat.held_from, seat.ends_at)
            return
        except IntegrityError as error:
            if is_held_table(error):
                raise SlotGone from error
            if not is_not_unique(error) or not tries_left:
                raise
