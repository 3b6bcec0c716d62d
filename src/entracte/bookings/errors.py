"""Why was a booking not made, or not changed? `plain` is a sentence for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


class NotBooked(Exception):
    """The booking could not be made or moved as asked. Nothing was written."""

    plain: ClassVar[str] = "This booking cannot be made."


class SlotGone(NotBooked):
    """No table that suits the party is free for its whole turn, or the chosen one is not."""

    plain = "No table is free for that time. Please choose another time or table."


class PacingReached(SlotGone):
    """As many parties or covers start in that interval as may."""

    plain = "As many guests start at that time as the kitchen can take. Please choose another time."


class NeedsRoom(SlotGone):
    """The party fits only where others change tables, which a hold does not make them do."""

    plain = "A table is free for that time only once others have changed theirs."


class NoHolds(NotBooked):
    """The restaurant promises nothing to whoever is still typing."""

    plain = "This restaurant holds no tables while guests type."


class TooManyHolds(NotBooked):
    """This address or this widget has as many live holds as may be; `free_at` is when one of them ends."""

    plain = "Too many tables are held just now."

    def __init__(self, *, free_at: datetime) -> None:
        super().__init__(free_at)
        self.free_at = free_at


class Closed(NotBooked):
    """The restaurant or the service is closed then, or the party could not leave in time."""

    plain = "The restaurant is closed for part of that time."


class TooSoon(NotBooked):
    """The start is past, or inside the service's notice."""

    plain = "This time is too soon to book."


class TooFar(NotBooked):
    """The date is beyond the service's horizon."""

    plain = "This date cannot be booked yet."


class OffGrid(NotBooked):
    """No service starts parties at that instant, or none runs near it."""

    plain = "No service has a start at this time."


class PartyTooLarge(NotBooked):
    """The party is over what the service takes, or over what its largest table or combination takes."""

    plain = "No table is large enough for this party."


class KeyReused(NotBooked):
    """The key of an earlier submit came again with another body."""

    plain = "This form was already sent with other details."


class UnknownTable(NotBooked):
    """The chosen table belongs to another restaurant, or is out of use."""

    plain = "This table is not in use. Please choose another."


class NoReason(NotBooked):
    """Staff go past a limit without a word on why."""

    plain = "Write why you go past the limit, in a few words."


class OddEnd(NotBooked):
    """The end is not after the start, or more than a day after it."""

    plain = "The end must be after the start, within a day."


class NotChanged(Exception):
    """The booking stays as it is."""

    plain: ClassVar[str] = "This booking cannot be changed that way."


class UnknownBooking(NotChanged):
    """This restaurant has no such booking."""

    plain = "This booking does not exist."


class IllegalChange(NotChanged):
    """The table of transitions, or the booking's status, does not allow this step."""

    plain = "This step is not possible from the booking's present status."


class StalePage(NotChanged):
    """The booking was changed since the page was read."""

    plain = "The booking was changed meanwhile. Please look at it again."


class AlreadyDone(StalePage):
    """The booking has the asked status already; no second line of history, no second fact."""

    plain = "This was already done."


class TablesTaken(NotChanged):
    """The tables are not free. `bookings` are those in the way, as far as they are known."""

    plain = "Its table has been given to another party. Please make a new booking."

    def __init__(self, bookings: Sequence[Booking] = ()) -> None:
        super().__init__()
        self.bookings = bookings


class BookingsInTheWay(TablesTaken):
    """Bookings have some of these tables in that span."""

    plain = "Bookings have these tables in that time. Please move them first, or choose another time."


class HeldByGuest(TablesTaken):
    """A guest who is typing has been promised one of these tables."""

    plain = "A guest is booking one of these tables just now. Please try again in a few minutes."


class AlreadyBlocked(TablesTaken):
    """One of these tables is blocked in that span already."""

    plain = "One of these tables is blocked in that time already."


class UnknownBlock(NotChanged):
    """This restaurant has no such block."""

    plain = "These tables are not blocked any more."


class OddSpan(NotChanged):
    """The end is not after the start, or more than a year after it."""

    plain = "The end must be after the start, within a year."


class NothingToSwap(NotChanged):
    """The two have the same tables, or one of them has none."""

    plain = "These two parties have no tables to swap."
