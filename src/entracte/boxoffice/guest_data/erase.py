"""Erase what the bridge keeps of a guest: whose basket it was, the link, what was written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.boxoffice.connection_lock import connection_for_work
from entracte.boxoffice.models import Claim, ClaimState, Handover, HandoverState, Link
from entracte.boxoffice.person import locked_person
from entracte.boxoffice.reasons import UnverifiedReason, plain
from entracte.boxoffice.steps import record_step

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

FORGOTTEN = {
    "reason": UnverifiedReason.ERASED.value,
    "tries": 0,
    "gone_since": None,
    "round": 0,
    "next_try_at": None,
    "queued_at": None,
    "pause": "",
}


def erase_bridge(*, restaurant_id: int, guest_id: int, bookings: Iterable[Booking], at: datetime) -> None:
    """End the claims and handovers of these bookings *erased*, and forget the links of this guest.

    What was settled before ends so too, without its story: that a visit was mirrored says that its guest is a
    customer. Spektrix is not written; what was queued is not written any more. `guest_id` is the profile that
    they had, and each booking has its new one already. Runs in the caller's transaction, which holds the rows
    of the bookings; locks the connection's settings and the person.
    """
    connection_for_work(restaurant_id)
    person = locked_person(guest_id)
    Link.objects.filter(guest_id__in=person.ids).delete()
    for booking in bookings:
        for claim in Claim.objects.filter(booking=booking).select_for_update():
            _end(claim, booking, ClaimState.UNVERIFIED, at=at)
        for handover in Handover.objects.filter(booking=booking).select_for_update():
            _end(handover, booking, HandoverState.NOT_MIRRORED, at=at)


def _end(row: Claim | Handover, booking: Booking, state: str, *, at: datetime) -> None:
    for name, value in FORGOTTEN.items():
        setattr(row, name, value)
    if isinstance(row, Claim):
        row.basket_id = row.seen_customer_id = row.anonymous_since = None
    else:
        row.customer_id, row.values = "", {}
    row.guest_id, row.state, row.settled_at = booking.guest_id, state, at
    row.save()
    row.steps.all().delete()
    record_step(row, "erased", plain(UnverifiedReason.ERASED), at=at)
