"""A booking is made with a basket: both are written in one transaction, and a job is left (R5, R6)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.actions.book import Booked, BookingRequest, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.submissions import SubmissionKey
from entracte.boxoffice.claims.matching import is_plausible_id
from entracte.boxoffice.models import Claim, ClaimState
from entracte.boxoffice.parking import queue_claim
from entracte.boxoffice.reasons import UnverifiedReason, plain
from entracte.boxoffice.steps import record_step

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant, Widget


@retry_on_conflict
def book_with_basket(
    *,
    restaurant: Restaurant,
    widget: Widget,
    request: BookingRequest,
    basket_id: object,
    customer_id: object,
    now: datetime,
    submission: SubmissionKey | None = None,
    hold: str = "",
) -> Booked:
    """Make a booking through a widget and keep the basket's id aside until the link is settled.

    `basket_id` and `customer_id` are whatever the browser sent. Ids that make no sense never cost the
    booking: the claim ends at once and they are dropped. Without a basket, or where the widget's
    integration is None, there is no claim (D16). A repeat of an earlier submit writes no second claim.
    Locks and raises as `make_booking` does.
    """
    with transaction.atomic():
        booked = make_booking(
            restaurant=restaurant,
            request=request,
            asker=Asker(actor=None, now=now, source=Source.WIDGET),
            widget=widget,
            submission=submission,
            hold=hold,
        )
        is_bridged = widget.integration == widget.Integration.SPEKTRIX
        if is_bridged and not booked.is_repeat and basket_id not in (None, ""):
            _claim(booked, widget, basket_id, "" if customer_id is None else customer_id, now)
    return booked


def _claim(booked: Booked, widget: Widget, basket_id: object, customer_id: object, now: datetime) -> None:
    booking = booked.booking
    claim = Claim(
        restaurant_id=booking.restaurant_id,
        booking=booking,
        guest_id=booking.guest_id,
        widget=widget,
        created_at=now,
    )
    if _makes_sense(basket_id) and (customer_id == "" or _makes_sense(customer_id)):
        claim.basket_id, claim.seen_customer_id = str(basket_id).strip(), str(customer_id).strip()
        queue_claim(claim, at=now)
        return
    claim.state, claim.settled_at = ClaimState.UNVERIFIED, now
    claim.reason = UnverifiedReason.MALFORMED.value
    claim.save()
    record_step(claim, "unverified", plain(UnverifiedReason.MALFORMED), at=now)


def _makes_sense(sent: object) -> bool:
    return isinstance(sent, str) and is_plausible_id(sent.strip())
