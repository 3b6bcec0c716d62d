"""A completed booking that was put back after its write: what Spektrix still holds of it (D35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from entracte.bookings.queries import reopened_at
from entracte.boxoffice.models import Handover, HandoverState
from entracte.boxoffice.reasons import StopReason

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

STILL_KEEPS = (
    "Spektrix still holds this visit: it was written before the booking was put back. "
    "Nothing is written now; the next Completed of this guest puts both values right."
)
MAY_KEEP = (
    "Spektrix may still hold this visit: a write was under way when the booking was put back. "
    "Nothing is written now; the next Completed of this guest puts both values right."
)
# Of these the write was answered, and brought nothing.
NOTHING_WRITTEN = (StopReason.REFUSED, StopReason.CUSTOMER_GONE, StopReason.SETTINGS)


def what_spektrix_still_keeps(booking: Booking) -> str:
    """Return a sentence where Spektrix holds, or may hold, the visit of a booking that is not Completed.

    Empty once a later write of the same guest put it right, and while the booking is Completed.
    """
    if booking.status == booking.Status.COMPLETED:
        return ""
    tried = Handover.objects.filter(booking_id=booking.pk, tries__gt=0).exclude(reason__in=NOTHING_WRITTEN)
    handover = tried.order_by("-completed_at", "-id").first()
    since = None if handover is None else reopened_at(booking)
    if handover is None or since is None:
        return ""
    of_guest = Q(guest_id=handover.guest_id)
    if handover.customer_id:
        of_guest |= Q(customer_id=handover.customer_id)
    ours = Handover.objects.filter(of_guest, restaurant_id=booking.restaurant_id, state=HandoverState.WRITTEN)
    if ours.filter(settled_at__gt=max(since, handover.settled_at or since)).exists():
        return ""
    return STILL_KEEPS if handover.state == HandoverState.WRITTEN else MAY_KEEP
