"""The guest presses Book: that is counted, then booked, with the claim of a basket if there is one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.bookings.submissions import SubmissionKey
from entracte.boxoffice.claims.make import book_with_basket
from entracte.restaurants.addresses import masked_address
from entracte.restaurants.choices import Integration
from entracte.widget.refusals import AlreadyBooked
from entracte.widget.requests import BookingWish, fields_of
from entracte.widget.responses.booking import booked_of
from entracte.widget.throttle import count_submit

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Widget

# What no guest chooses or types.
BROWSERS_OWN = {"hold", "basket_id", "customer_id"}


def submit(request: HttpRequest, *, widget: Widget, wish: BookingWish, key: str, now: datetime) -> Booking:
    """Make the booking of this wish, or return the one that the same attempt made before (D23).

    Raises TooManySubmits, AlreadyBooked where that booking stands otherwise, and what the book refuses.
    """
    count_submit(widget=widget, address=masked_address(request), now=now)
    submission = SubmissionKey(key=key, body_hash=_hash(wish)) if key else None
    booked = _book(widget, wish, submission, now)
    if differing := fields_of(booked.not_taken_over):
        raise AlreadyBooked(booked=booked_of(booked.booking), not_taken_over=differing)
    return booked.booking


def _book(widget: Widget, wish: BookingWish, submission: SubmissionKey | None, now: datetime) -> Booked:
    request = wish.booking_request(widget.restaurant)
    if widget.integration == Integration.SPEKTRIX and wish.basket_id is not None:
        return book_with_basket(
            restaurant=widget.restaurant,
            widget=widget,
            request=request,
            basket_id=wish.basket_id,
            customer_id=wish.customer_id,
            now=now,
            submission=submission,
            hold=wish.hold,
        )
    return make_booking(
        restaurant=widget.restaurant,
        request=request,
        asker=Asker(actor=None, now=now, source=Source.WIDGET),
        widget=widget,
        submission=submission,
        hold=wish.hold,
    )


def _hash(wish: BookingWish) -> str:
    """Hash what is booked: neither the basket nor the hold that the browser names with it."""
    values = wish.model_dump(mode="json", exclude={"starts_at", *BROWSERS_OWN})
    text = json.dumps([wish.starts_at.astimezone(UTC).isoformat(), values], sort_keys=True)
    return salted_hmac("entracte.widget.submit", text, algorithm="sha256").hexdigest()
