"""How does a test get hundreds of writes that stand still? By copies of a completed booking."""

import copy
from datetime import timedelta

from entracte.bookings.models import Booking, Change
from entracte.boxoffice.models import Handover
from tests.bridge import ANA, ANA_TYPES, BEN, BEN_TYPES, NOW, Evening
from tests.contract.simulator import Simulator
from tests.database.boxoffice.rows import empty_queue


def stopped_writes(evening: Evening, spektrix: Simulator, number: int, reason: str = "refused") -> None:
    """Leave so many failed handovers of two customers, in turns, a second apart."""
    first = [
        evening.completes(evening.links(spektrix.basket(customer)["id"], who=who))
        for customer, who in ((ANA, ANA_TYPES), (BEN, BEN_TYPES))
    ]
    bookings, changes, rows = [], [], []
    for count in range(number):
        handover = copy.copy(first[count % 2])
        booking, change = copy.copy(handover.booking), copy.copy(handover.change)
        handover.pk = booking.pk = change.pk = None
        handover.key, booking.code, change.number = f"h{count}", f"Z{count}", 100_000 + count
        handover.state, handover.reason, handover.settled_at = "failed", reason, NOW
        handover.completed_at = NOW + timedelta(seconds=count)
        bookings.append(booking)
        changes.append(change)
        rows.append(handover)
    Handover.objects.all().delete()
    empty_queue()
    Booking.objects.bulk_create(bookings)
    for booking, change in zip(bookings, changes, strict=True):
        change.booking = booking
    Change.objects.bulk_create(changes)
    for booking, change, row in zip(bookings, changes, rows, strict=True):
        row.booking, row.change = booking, change
    Handover.objects.bulk_create(rows)
