"""The dates of a month and the starts of a date, with what can be booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from entracte.availability.day_states import DayState
from entracte.bookings.queries import DateOffers
from entracte.widget.fields import Moment

State = Literal["open", "few_left", "full", "no_table_for_party", "closed", "too_soon", "too_far"]


class DayOut(BaseModel):
    """One date and whether it can be booked."""

    date: dt.date
    state: State


class MonthOut(BaseModel):
    """The dates of a month for one party size."""

    month: str
    party_size: int
    days: list[DayOut]


class OfferOut(BaseModel):
    """A start that this party can have, with the restaurant's UTC offset."""

    starts_at: Moment
    ends_at: Moment
    service: str
    service_key: str = Field(description="Names the service in a hold and a submit, whatever its name")


class OffersOut(BaseModel):
    """The starts of one date; where there are none, why, and the nearest dates that have some."""

    date: dt.date
    party_size: int
    state: State
    offers: list[OfferOut]
    nearest: list[dt.date]
    look_again_seconds: int | None = Field(
        None, description="Where only holds of others have what is left: in how many seconds one of them ends"
    )


def month_of(month: str, party_size: int, found: Iterable[tuple[dt.date, DayState]]) -> MonthOut:
    """Return a month's dates with their states."""
    days = [DayOut(date=on, state=state.value) for on, state in found]
    return MonthOut(month=month, party_size=party_size, days=days)


def offers_of(
    found: DateOffers, party_size: int, zone: ZoneInfo, nearest: Sequence[dt.date], *, now: dt.datetime
) -> OffersOut:
    """Return a date's starts as local times with their offset."""
    answer, until = found
    offers = [
        OfferOut(
            starts_at=offer.starts_at.astimezone(zone),
            ends_at=offer.ends_at.astimezone(zone),
            service=offer.service_name,
            service_key=offer.service_key,
        )
        for offer in answer.offers
    ]
    return OffersOut(
        date=answer.date,
        party_size=party_size,
        state=answer.state.value,
        offers=offers,
        nearest=list(nearest),
        look_again_seconds=max(int((until - now).total_seconds()) + 1, 1) if until else None,
    )
