"""The guest presses Book: that is counted, then booked, with the claim of a basket if there is one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from entracte.bookings.actions.book import make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.bookings.submissions import SubmissionKey
from entracte.boxoffice.claims.make import book_with_basket
from entracte.restaurants.addresses import masked_address
from entracte.restaurants.choices import Integration
from entracte.widget.requests import BookingWish
from entracte.widget.throttle import count_submit

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Widget


def submit(request: HttpRequest, *, widget: Widget, wish: BookingWish, key: str, now: datetime) -> Booking:
    """Make the booking of this wish, or return the one that the same key and body made before.

    Raises TooManySubmits, and what the book refuses.
    """
    count_submit(widget=widget, address=masked_address(request), now=now)
    submission = SubmissionKey(key=key, body_hash=_hash(request.body)) if key else None
    return _book(widget, wish, submission, now)


def _book(widget: Widget, wish: BookingWish, submission: SubmissionKey | None, now: datetime) -> Booking:
    request = wish.booking_request()
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
        ).booking
    return make_booking(
        restaurant=widget.restaurant,
        request=request,
        asker=Asker(actor=None, now=now, source=Source.WIDGET),
        widget=widget,
        submission=submission,
        hold=wish.hold,
    ).booking


def _hash(body: bytes) -> str:
    return salted_hmac(
        "entracte.widget.submit", body.decode("utf-8", "replace"), algorithm="sha256"
    ).hexdigest()
