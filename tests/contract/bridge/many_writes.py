"""How does a test get hundreds of writes that stand still? By copies of some completed bookings."""

import copy
from datetime import timedelta

from entracte.bookings.models import Booking, Change
from entracte.boxoffice.models import Handover
from tests.bridge import NOW, Evening, Person
from tests.contract.simulator import Simulator
from tests.database.boxoffice.rows import empty_queue, link

CUSTOMERS = 40


def _completed(evening: Evening, spektrix: Simulator, number: int) -> Handover:
    """The handover of a guest who is a customer of their own."""
    who = Person(f"Guest{number}", "Copied", f"guest{number}@example.org", "")
    typed = {"firstName": who.first_name, "lastName": who.last_name, "email": who.email}
    booking = evening.phones(who)
    link(evening, booking.guest_id, customer_id=spektrix.control("POST", "customers", typed)["id"])
    return evening.completes(booking)


def stopped_writes(evening: Evening, spektrix: Simulator, number: int, reason: str = "refused") -> list[str]:
    """Leave so many failed handovers of forty customers, in turns, a second apart; the customers' ids."""
    first = [_completed(evening, spektrix, each) for each in range(CUSTOMERS)]
    bookings, changes, rows = [], [], []
    for count in range(number):
        handover = copy.copy(first[count % CUSTOMERS])
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
    return [each.customer_id for each in first]
