"""The one way to change a booking: lock, refuse what is stale, change, save, note it, announce it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import transaction

from entracte.bookings.choices import Status
from entracte.bookings.errors import AlreadyDone
from entracte.bookings.history import State, record, state_of
from entracte.bookings.holds.wished_tables import end_overtaken_wish
from entracte.bookings.locked_booking import lock_bookings, refuse_stale
from entracte.jobs.facts import announce

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking, BookingNote
    from entracte.restaurants.models import Restaurant


@dataclass(slots=True)
class BookingChange:
    """A locked booking that is being changed, with what it was. The body may set the rest."""

    booking: Booking
    state_before: State
    columns_before: dict[str, object]
    reason: str = ""
    fact: str = ""
    note: BookingNote | None = None

    @classmethod
    def of(cls, booking: Booking) -> Self:
        """Begin to change a booking whose row is locked. One query."""
        return cls(booking, state_of(booking), _columns(booking))

    def write(self, what: str, asker: Asker) -> None:
        """Save the columns that changed under a new version, with the line of history and its fact.

        A wish of the guest that the change leaves nothing of ends.
        """
        self.booking.version += 1
        self._forget_reconfirmed()
        columns = _columns(self.booking)
        changed = [name for name in columns if columns[name] != self.columns_before[name]]
        self.booking.save(update_fields=changed)
        end_overtaken_wish(self.booking, changed, now=asker.now)
        line = record(
            booking=self.booking,
            what=what,
            before=self.state_before,
            asker=asker,
            reason=self.reason,
            note=self.note,
        )
        if self.fact:
            announce(self.fact, line.pk)

    def _forget_reconfirmed(self) -> None:
        """Who said to come then, has not said so of another start, nor of a booking that is cancelled."""
        is_moved = self.booking.starts_at != self.columns_before["starts_at"]
        if is_moved or self.booking.status == Status.CANCELLED:
            self.booking.reconfirmed_at = None


@contextmanager
def changing(
    *,
    booking_id: int,
    restaurant: Restaurant,
    asker: Asker,
    what: str,
    also: Iterable[date] = (),
    is_done: Callable[[Booking], bool] | None = None,
) -> Iterator[BookingChange]:
    """Open a transaction in which the body changes this booking; leaving it writes all the rest.

    Locks the booking's service day and the days of `also`, then its row. `is_done` is asked before the page
    is found stale: where it says yes, AlreadyDone is raised. Raises StalePage, UnknownBooking. What the body
    raises undoes everything.
    """
    with changing_all(
        versions={booking_id: asker.version},
        restaurant=restaurant,
        asker=asker,
        what=what,
        also=also,
        is_done=is_done,
    ) as [change]:
        yield change


@contextmanager
def changing_all(
    *,
    versions: Mapping[int, int | None],
    restaurant: Restaurant,
    asker: Asker,
    what: str,
    also: Iterable[date] = (),
    is_done: Callable[[Booking], bool] | None = None,
) -> Iterator[list[BookingChange]]:
    """Do the same for several bookings at once: `versions` has what the page showed of each, by id."""
    with transaction.atomic():
        bookings = lock_bookings(restaurant=restaurant, booking_ids=list(versions), also=also)
        for booking in bookings:
            if is_done is not None and is_done(booking):
                raise AlreadyDone
            refuse_stale(booking, versions[booking.pk])
        changes = [BookingChange.of(booking) for booking in bookings]
        yield changes
        for change in changes:
            change.write(what, asker)


def _columns(booking: Booking) -> dict[str, object]:
    return {each.attname: getattr(booking, each.attname) for each in booking._meta.concrete_fields}
