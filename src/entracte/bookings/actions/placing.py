"""Place a new booking: write it with its guest, its code and its tables, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from entracte.availability.refusals import SlotGone
from entracte.bookings.actions.assignment import Assignment
from entracte.bookings.codes import random_code
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import TRIES, is_not_unique, is_table_taken
from entracte.bookings.tables.change import change_tables, record_table_changes
from entracte.bookings.tables.same_person import fold_person, take_turn_online
from entracte.bookings.tables.take import take_tables
from entracte.guests.recognise import recognise_or_create

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.guests.models import Guest


def place(booking: Booking, find: Callable[[], Assignment], *, asker: Asker) -> Assignment:
    """Write the booking at the tables that `find` returns; ask again where those were taken meanwhile.

    Who makes room for it has a line of history; the booking's own is the caller's, and the last.

    Only this service day is locked, so a booking of another day may take a table near midnight: then the
    constraint refuses, as it does where the rows of an expired hold still stand, which are dropped. Raises
    SlotGone, as `find` may, and PleaseCall.
    """
    guest: Guest | None = None
    for tries_left in range(TRIES - 1, -1, -1):
        assignment = find()
        booking.service_id, booking.service_date = assignment.service_id, assignment.service_date
        booking.starts_at, booking.ends_at = assignment.starts_at, assignment.ends_at
        booking.turn_minutes = int((assignment.ends_at - assignment.starts_at).total_seconds() // 60)
        booking.reset_minutes = assignment.reset_minutes
        booking.guest = guest = guest or _guest_of(booking)
        codes = take_turn_online(booking, asker)
        try:
            _write(booking, assignment, asker)
        except SlotGone:
            if not tries_left:
                raise
            drop_expired_holds(booking.restaurant_id, now=asker.now)
        else:
            return replace(assignment, same_person=codes) if codes else assignment
    raise SlotGone


def _guest_of(booking: Booking) -> Guest:
    """Find or make the profile, and lock the person by e-mail and phone until the transaction ends."""
    return recognise_or_create(
        restaurant=booking.restaurant,
        first_name=booking.first_name,
        last_name=booking.last_name,
        email=booking.email,
        phone=booking.phone,
        now=booking.created_at,
        folded=fold_person(booking, booking.restaurant.country),
    )


def _write(booking: Booking, assignment: Assignment, asker: Asker) -> None:
    for tries_left in range(TRIES - 1, -1, -1):
        booking.pk, booking.code = None, random_code()
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
                changes = change_tables(assignment.table_changes) if assignment.table_changes else []
                for table_id in assignment.table_ids:
                    take_tables(
                        booking,
                        [table_id],
                        assignment.taken_from,
                        assignment.taken_until,
                        is_shared=table_id in assignment.shared_ids,
                    )
                record_table_changes(changes, making_room_for=booking, asker=asker)
            return
        except IntegrityError as error:
            if is_table_taken(error):
                raise SlotGone from error
            if not is_not_unique(error) or not tries_left:
                raise
