"""Book a table: under the day's lock, with availability asked again, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.availability.fit import Wish
from entracte.bookings.actions.placing import place
from entracte.bookings.actions.search import lock_and_search
from entracte.bookings.history import MADE, record
from entracte.bookings.models import Booking
from entracte.bookings.overrides import Override, override_reason
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.submissions import SubmissionKey, earlier_booking, keep_submission
from entracte.bookings.tables.same_person import second_table_reason
from entracte.bookings.transitions import first_status

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.typed_booking import TypedBooking
    from entracte.dining.models import Table
    from entracte.restaurants.models import Restaurant, Widget


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """What was asked for and typed; `starts_at` in any time zone.

    Who asked for a section is pinned to the tables found there; "" is any. `service_key` names the service;
    "" is the one that has the start, where only one has.
    """

    starts_at: datetime
    typed: TypedBooking
    section: str
    service_key: str = ""

    def wish(self, *, is_online: bool) -> Wish:
        """Return what availability is asked for."""
        return Wish(
            self.typed.party_size,
            is_online=is_online,
            needs_step_free=self.typed.needs_step_free,
            high_chairs=self.typed.high_chairs,
            section=self.section,
        )


@dataclass(frozen=True, slots=True)
class Booked:
    """The booking, and whether an earlier submit made it.

    `not_taken_over` are the columns in which a repeat asked for something else than what stands.
    """

    booking: Booking
    is_repeat: bool
    not_taken_over: tuple[str, ...] = ()


@retry_on_conflict
def make_booking(
    *,
    restaurant: Restaurant,
    request: BookingRequest,
    asker: Asker,
    widget: Widget | None = None,
    submission: SubmissionKey | None = None,
    tables: Sequence[Table] = (),
    hold: str = "",
    override: Override | None = None,
) -> Booked:
    """Book the best spot that is free, or the tables that staff chose, which then take any party.

    Locks the submission's key, then the service day, then the guest's e-mail and phone, by name and until
    the transaction ends: the caller's, where one is open. `hold` names the widget's hold by its key or its
    visitor: while that lasts its slot is booked as it was promised; else it is as none. Staff's sources are
    not bound by notice, horizon and the largest party online; `override` lets them past every limit but a
    table that is taken, and past that too where it shares the tables chosen. The same submission may be
    called again: it books once (D23). Raises SlotGone, PacingReached, Closed, TooSoon, TooFar, OffGrid,
    PartyTooLarge, ServiceNeeded, PleaseCall, UnknownTable, NoReason; then nothing is kept.
    """
    wish = request.wish(is_online=asker.is_online)
    with transaction.atomic():
        earlier = _booked_earlier(request, asker, widget, submission)
        if earlier is not None:
            return earlier
        search = lock_and_search(
            restaurant,
            request.starts_at,
            wish,
            asker.now,
            tables,
            override,
            service_key=request.service_key,
            widget=widget,
            hold=hold,
        )
        booking = _new_booking(restaurant, request, asker, widget, is_pinned=bool(tables or request.section))
        assignment = place(booking, search.find, asker=asker)
        keep_submission(booking, widget, submission, now=asker.now)
        reason = override_reason(override, assignment.passed) or second_table_reason(assignment.same_person)
        record(booking=booking, what=MADE, before={}, asker=asker, reason=reason)
    return Booked(booking, is_repeat=False)


def _booked_earlier(
    request: BookingRequest, asker: Asker, widget: Widget | None, submission: SubmissionKey | None
) -> Booked | None:
    earlier = earlier_booking(
        widget,
        submission,
        starts_at=request.starts_at,
        typed=request.typed,
        service_key=request.service_key,
        now=asker.now,
    )
    if earlier is None:
        return None
    return Booked(earlier.booking, is_repeat=True, not_taken_over=earlier.not_taken_over)


def _new_booking(
    restaurant: Restaurant,
    request: BookingRequest,
    asker: Asker,
    widget: Widget | None,
    *,
    is_pinned: bool,
) -> Booking:
    return Booking(
        restaurant=restaurant,
        is_pinned=is_pinned,
        status=first_status(restaurant, request.typed.party_size),
        source=asker.new_source,
        widget=widget,
        created_at=asker.now,
        news_consent_at=asker.now if request.typed.news_consent else None,
        **request.typed.columns(),
    )
