"""The booking that was made, and the hold of a slot."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from entracte.bookings.own_link import link_of
from entracte.widget.fields import Moment
from entracte.widget.responses.settings import RestaurantOut, public_restaurant

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Hold


class BookedOut(BaseModel):
    """The booking as it was made."""

    code: str
    status: Literal["pending", "pending_payment", "confirmed", "completed", "no_show", "cancelled"]
    starts_at: Moment
    ends_at: Moment
    party_size: int
    restaurant: RestaurantOut
    link: str = Field(description="The address of the booking's own page, which opens it without an account")


class AttemptOut(BaseModel):
    """What became of an attempt: the booking that it made and that stands, or nothing."""

    booked: BookedOut | None


class HoldOut(BaseModel):
    """A slot that is kept. `seconds` is how long from now, for a page whose clock is wrong."""

    hold: str
    expires_at: Moment
    seconds: int


def booked_of(booking: Booking) -> BookedOut:
    """Return a booking as its guest may see it."""
    zone = ZoneInfo(booking.restaurant.time_zone)
    return BookedOut.model_validate(
        {
            "code": booking.code,
            "status": booking.status,
            "starts_at": booking.starts_at.astimezone(zone),
            "ends_at": booking.ends_at.astimezone(zone),
            "party_size": booking.party_size,
            "restaurant": public_restaurant(booking.restaurant, booking.language),
            "link": link_of(booking),
        }
    )


def hold_of(hold: Hold, *, now: datetime) -> HoldOut:
    """Return a hold as its visitor may see it."""
    zone = ZoneInfo(hold.restaurant.time_zone)
    return HoldOut(
        hold=hold.name,
        expires_at=hold.expires_at.astimezone(zone),
        seconds=int((hold.expires_at - now).total_seconds()),
    )
