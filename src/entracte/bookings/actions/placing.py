"""How is a new booking written? With its guest, its code and the tables it holds, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from entracte.availability.fit import Spot
from entracte.availability.offers import Offer
from entracte.bookings.codes import random_code
from entracte.bookings.errors import SlotGone
from entracte.bookings.live_holds import drop_expired_holds
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import TRIES, is_held_table, is_not_unique
from entracte.bookings.tables.change import reseat, tell
from entracte.bookings.tables.take import hold_tables
from entracte.guests.recognise import recognise_or_create

if TYPE_CHECKING:
    from entracte.guests.models import Guest
    from entracte.restaurants.models import Account


@dataclass(frozen=True, slots=True)
class Seat:
    """Tables for a booking, and the times that come with them. `held_from` is later for who sits down late.

    `moves` are the parties that make room: pairs of a booking's id and its new spot. `shared_ids` are the
    tables that others have too, and `passed` the limits gone past, both knowingly.
    """

    table_ids: tuple[int, ...]
    service_id: int
    service_date: date
    starts_at: datetime
    ends_at: datetime
    held_from: datetime
    reset_minutes: int = 0
    shared_ids: frozenset[int] = frozenset()
    moves: Sequence[tuple[int, Spot]] = ()
    passed: tuple[str, ...] = ()

    @property
    def held_until(self) -> datetime:
        """When the tables are free again."""
        return self.ends_at + timedelta(minutes=self.reset_minutes)


def seat_of(offer: Offer) -> Seat:
    """Return the seat that an offer names."""
    return Seat(
        table_ids=offer.spot.table_ids,
        service_id=offer.service_id,
        service_date=offer.service_date,
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
        held_from=offer.starts_at,
        reset_minutes=offer.reset_minutes,
        moves=offer.table_changes,
    )


def place(booking: Booking, find: Callable[[], Seat], *, actor: Account | None = None) -> Seat:
    """Write the booking at the seat that `find` names, which is asked again where that one went meanwhile.

    Who makes room for it has a line of history; the booking's own is the caller's, and the last.

    Only this service day is locked, so a booking of another day may take a table near midnight: then the
    constraint refuses, as it does where the rows of an expired hold still stand, which are dropped. Raises
    SlotGone, as `find` may.
    """
    guest: Guest | None = None
    for tries_left in range(TRIES - 1, -1, -1):
        seat = find()
        booking.service_id, booking.service_date = seat.service_id, seat.service_date
        booking.starts_at, booking.ends_at = seat.starts_at, seat.ends_at
        booking.turn_minutes = int((seat.ends_at - seat.starts_at).total_seconds() // 60)
        booking.reset_minutes = seat.reset_minutes
        booking.guest = guest = guest or _guest_of(booking)
        try:
            _write(booking, seat, actor)
        except SlotGone:
            if not tries_left:
                raise
            drop_expired_holds(booking.restaurant_id, now=booking.created_at)
        else:
            return seat
    raise SlotGone


def _guest_of(booking: Booking) -> Guest:
    return recognise_or_create(
        restaurant=booking.restaurant,
        first_name=booking.first_name,
        last_name=booking.last_name,
        email=booking.email,
        phone=booking.phone,
        now=booking.created_at,
    )


def _write(booking: Booking, seat: Seat, actor: Account | None) -> None:
    for tries_left in range(TRIES - 1, -1, -1):
        booking.pk, booking.code = None, random_code()
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
                moved = reseat(seat.moves) if seat.moves else []
                for table_id in seat.table_ids:
                    hold_tables(
                        booking,
                        [table_id],
                        seat.held_from,
                        seat.held_until,
                        is_shared=table_id in seat.shared_ids,
                    )
                tell(moved, making_room_for=booking, actor=actor, now=booking.created_at)
            return
        except IntegrityError as error:
            if is_held_table(error):
                raise SlotGone from error
            if not is_not_unique(error) or not tries_left:
                raise
