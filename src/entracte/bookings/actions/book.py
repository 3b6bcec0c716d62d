"""How is a table booked? Under the day's lock, with availability asked again, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.availability import floor, offers
from entracte.availability.service import Service
from entracte.availability.times import in_utc
from entracte.bookings import errors
from entracte.bookings.actions.placing import Seat, place
from entracte.bookings.again import run_again
from entracte.bookings.history import MADE, record
from entracte.bookings.locks import lock_day
from entracte.bookings.models import Booking
from entracte.bookings.seating import chosen_table
from entracte.bookings.submissions import SubmissionKey, answered_before, remember
from entracte.bookings.taken import sittings_over, span_of_turns
from entracte.bookings.transitions import first_status
from entracte.dining.convert import services_for

if TYPE_CHECKING:
    from entracte.dining.models import Table
    from entracte.restaurants.models import Account, Restaurant, Widget

__all__ = ["Booked", "BookingRequest", "SubmissionKey", "make_booking"]

ONLINE = frozenset({Booking.Source.WIDGET, Booking.Source.HOSTED_PAGE})
REFUSALS: dict[type[offers.NotOffered], type[errors.NotBooked]] = {
    offers.OffGrid: errors.OffGrid,
    offers.TooSoon: errors.TooSoon,
    offers.TooFar: errors.TooFar,
    offers.PartyTooLarge: errors.PartyTooLarge,
    offers.NoTable: errors.SlotGone,
}


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """What was asked for and typed; `starts_at` in any time zone. No repr shows who it is."""

    starts_at: datetime
    party_size: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)
    requests: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Booked:
    """The booking, and whether an earlier submit made it."""

    booking: Booking
    is_repeat: bool


@run_again
def make_booking(
    *,
    restaurant: Restaurant,
    request: BookingRequest,
    source: str,
    now: datetime,
    widget: Widget | None = None,
    actor: Account | None = None,
    submission: SubmissionKey | None = None,
    table: Table | None = None,
) -> Booked:
    """Book the best table that is free, or the one that staff chose, which then takes any party.

    Locks the submission's key, then the service day, then the guest's e-mail and phone, by name and until
    the transaction ends: the caller's, where one is open. Staff's sources are not bound by notice, horizon
    and the largest party online, but never share a table. The same submission may be called again.
    Raises SlotGone, TooSoon, TooFar, OffGrid, PartyTooLarge, KeyReused, UnknownTable; then nothing is kept.
    """
    with transaction.atomic():
        if widget is not None and submission is not None:
            earlier = answered_before(widget, submission, now=now)
            if earlier is not None:
                return Booked(earlier, is_repeat=True)
        booking = _booking(restaurant, request, source, now, widget)
        place(booking, _question(restaurant, request, source, now, table).seat)
        if widget is not None and submission is not None:
            remember(booking, widget, submission, now=now)
        record(booking=booking, what=MADE, before={}, actor=actor, now=now)
    return Booked(booking, is_repeat=False)


@dataclass(frozen=True, slots=True)
class _Question:
    """What availability is asked, as often as needed, under the day's lock."""

    restaurant_id: int
    services: Sequence[Service]
    starts_at: datetime
    party_size: int
    zone: ZoneInfo
    now: datetime
    online: bool

    def seat(self) -> Seat:
        """Return what is offered now. Raises this room's errors."""
        span = span_of_turns(self.services, self.starts_at, self.party_size)
        try:
            offer = offers.offer_at(
                starts_at=self.starts_at,
                party_size=self.party_size,
                services=self.services,
                sittings=sittings_over(self.restaurant_id, span),
                zone=self.zone,
                now=self.now,
                online=self.online,
            )
        except offers.NotOffered as refusal:
            raise REFUSALS[type(refusal)] from None
        return Seat(
            table_id=offer.table_id,
            service_id=offer.service_id,
            service_date=offer.service_date,
            starts_at=offer.starts_at,
            ends_at=offer.ends_at,
            held_from=offer.starts_at,
        )


def _question(
    restaurant: Restaurant, request: BookingRequest, source: str, now: datetime, table: Table | None
) -> _Question:
    """Find the services that start parties then, and lock their days. Raises OffGrid, UnknownTable."""
    if not MINYEAR < request.starts_at.year < MAXYEAR:
        raise errors.OffGrid
    starts_at, zone = in_utc(request.starts_at), ZoneInfo(restaurant.time_zone)
    found = [(each, each.date_of(starts_at, zone)) for each in services_for(restaurant)]
    running = [each for each, day in found if day is not None]
    if not running:
        raise errors.OffGrid
    lock_day(restaurant.pk, *(day for _, day in found if day is not None))
    if table is not None:
        only = floor.FloorPlan(0, (chosen_table(restaurant, table),))
        running = [replace(each, plan=only) for each in running]
    return _Question(
        restaurant_id=restaurant.pk,
        services=running,
        starts_at=starts_at,
        party_size=request.party_size,
        zone=zone,
        now=now,
        online=source in ONLINE,
    )


def _booking(
    restaurant: Restaurant, request: BookingRequest, source: str, now: datetime, widget: Widget | None
) -> Booking:
    return Booking(
        restaurant=restaurant,
        status=first_status(restaurant, request.party_size),
        source=source,
        party_size=request.party_size,
        first_name=request.first_name.strip(),
        last_name=request.last_name.strip(),
        email=request.email.strip(),
        phone=request.phone.strip(),
        requests=request.requests.strip(),
        widget=widget,
        created_at=now,
    )
