"""How do the rooms' values read in the API's answers?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from entracte.availability.day_states import DayState
from entracte.availability.offers import DayAnswer
from entracte.bookings import queries
from entracte.boxoffice.queries import basket_source
from entracte.restaurants.choices import Integration
from entracte.widget.shapes import (
    BasketSource,
    BookedOut,
    DayOut,
    HoldOut,
    MonthOut,
    OfferOut,
    OffersOut,
    RestaurantOut,
    SettingsOut,
)

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Hold
    from entracte.restaurants.models import Restaurant, Widget


def public_restaurant(restaurant: Restaurant) -> RestaurantOut:
    """Return the restaurant as the widget shows it."""
    return RestaurantOut(
        name=restaurant.name,
        address=restaurant.address,
        phone=restaurant.phone,
        time_zone=restaurant.time_zone,
        locale=restaurant.locale,
        currency=restaurant.currency,
        opening_hours=restaurant.opening_hours,
    )


def settings_of(widget: Widget, *, now: datetime) -> SettingsOut:
    """Return a widget's settings; the basket's address only where its integration is Spektrix."""
    restaurant = widget.restaurant
    is_bridged = widget.integration == Integration.SPEKTRIX
    url = basket_source(restaurant) if is_bridged else None
    return SettingsOut(
        widget=widget.key,
        restaurant=public_restaurant(restaurant),
        language=widget.language,
        accent=widget.accent,
        largest_party=queries.largest_party_online(restaurant),
        hold_minutes=restaurant.hold_minutes,
        integration="spektrix" if is_bridged else "none",
        basket=BasketSource(url=url) if url else None,
        shows_curtain=is_bridged and widget.shows_curtain,
        shows_other_performances=is_bridged and widget.shows_other_performances,
        today=now.astimezone(ZoneInfo(restaurant.time_zone)).date(),
    )


def month_of(month: str, party_size: int, found: Iterable[tuple[date, DayState]]) -> MonthOut:
    """Return a month's dates with their states."""
    days = [DayOut(date=on, state=state.value) for on, state in found]
    return MonthOut(month=month, party_size=party_size, days=days)


def offers_of(answer: DayAnswer, party_size: int, zone: ZoneInfo, nearest: Sequence[date]) -> OffersOut:
    """Return a date's starts as local times with their offset."""
    offers = [
        OfferOut(
            starts_at=offer.starts_at.astimezone(zone),
            ends_at=offer.ends_at.astimezone(zone),
            service=offer.service_name,
        )
        for offer in answer.offers
    ]
    return OffersOut(
        date=answer.date,
        party_size=party_size,
        state=answer.state.value,
        offers=offers,
        nearest=list(nearest),
    )


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
            "restaurant": public_restaurant(booking.restaurant),
        }
    )


def hold_of(hold: Hold, *, now: datetime) -> HoldOut:
    """Return a hold as its visitor may see it."""
    zone = ZoneInfo(hold.restaurant.time_zone)
    return HoldOut(
        hold=hold.key,
        expires_at=hold.expires_at.astimezone(zone),
        seconds=int((hold.expires_at - now).total_seconds()),
    )
