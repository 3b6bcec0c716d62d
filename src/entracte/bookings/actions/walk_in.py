"""How is a party seated that just walked in? Now, off the grid, at a table that is free for its turn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.availability import floor
from entracte.availability.fit import fitting_tables
from entracte.availability.service import Service
from entracte.availability.times import Span, in_utc
from entracte.bookings.actions.book import Booked
from entracte.bookings.actions.placing import Seat, place
from entracte.bookings.again import run_again
from entracte.bookings.errors import PartyTooLarge, SlotGone
from entracte.bookings.history import MADE, record
from entracte.bookings.locks import lock_day
from entracte.bookings.models import Booking
from entracte.bookings.seating import chosen_table, first_free, run_nearest
from entracte.dining.convert import services_for

if TYPE_CHECKING:
    from entracte.dining.models import Table
    from entracte.restaurants.models import Account, Restaurant


@run_again
def seat_walk_in(
    *,
    restaurant: Restaurant,
    party_size: int,
    now: datetime,
    actor: Account | None = None,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    phone: str = "",
    table: Table | None = None,
    minutes: int | None = None,
) -> Booked:
    """Book and seat a party at once, in the service that is on or nearest to it; names may be empty.

    `minutes` shortens or lengthens its turn, `table` is the staff's choice and takes any party. Locks the
    service day. Raises SlotGone, PartyTooLarge, UnknownTable, and OffGrid on a day without a service.
    """
    with transaction.atomic():
        zone = ZoneInfo(restaurant.time_zone)
        service, day = run_nearest(services_for(restaurant), now, zone, party_size)
        lock_day(restaurant.pk, day)
        booking = Booking(
            restaurant=restaurant,
            status=Booking.Status.CONFIRMED,
            source=Booking.Source.WALK_IN,
            party_size=party_size,
            first_name=first_name.strip(),
            last_name=last_name.strip(),
            email=email.strip(),
            phone=phone.strip(),
            created_at=now,
            arrived_at=now,
            seated_at=now,
        )
        place(booking, lambda: _seat(booking, service, day, table, minutes))
        record(booking=booking, what=MADE, before={}, actor=actor, now=now)
    return Booked(booking, is_repeat=False)


def _seat(booking: Booking, service: Service, day: date, table: Table | None, minutes: int | None) -> Seat:
    """Find the table. The booking starts on the minute, the table is held from this very moment."""
    now = in_utc(booking.created_at)
    starts_at = now.replace(second=0, microsecond=0)
    turn = max(minutes or service.turn_minutes(booking.party_size), 1)
    span = Span(now, starts_at + timedelta(minutes=turn))
    if table is not None:
        tables: tuple[floor.Table, ...] = (chosen_table(booking.restaurant, table),)
    elif booking.party_size > service.plan.largest_party:
        raise PartyTooLarge
    else:
        tables = fitting_tables(service.plan, booking.party_size)
    free = first_free(tables, span, booking.restaurant_id)
    if free is None:
        raise SlotGone
    return Seat(
        table_id=free.id,
        service_id=service.id,
        service_date=day,
        starts_at=starts_at,
        ends_at=span.end,
        held_from=now,
    )
