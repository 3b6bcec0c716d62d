"""The refusals of the book: why a booking is not made, and why one is not changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.availability.refusals import SlotGone
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


class NotBooked(Refusal):
    """Nothing is booked or held."""


class NeedsTableChanges(SlotGone):
    """The party fits only where others change tables, which a hold does not make them do."""

    code = "not_held"
    for_staff = "A table is free for that time only once others have changed theirs."
    for_guests = "This table cannot be held while you type. Please book without."


class NoHolds(NotBooked):
    """The restaurant holds nothing for whoever is still typing."""

    code, field = "no_holds", ""
    for_staff = for_guests = "This restaurant holds no tables while guests type."


class HoldEnded(NotBooked):
    """The hold has ended, or an edit took its slot away, or it was prolonged before."""

    code, field = "hold_ended", ""
    for_staff = "This hold has ended."
    for_guests = "Your table is no longer held. Please book soon: it may still be free."


class TooManyHolds(NotBooked):
    """This address or this widget has as many live holds as may be; one of them ends at `retry_at`."""

    code, field = "too_many", ""
    for_staff = "Too many tables are held just now."
    for_guests = "Too many tables are held just now. Please book without."

    def __init__(self, *, retry_at: datetime) -> None:
        super().__init__(retry_at)
        self.retry_at = retry_at


class PleaseCall(NotBooked):
    """What is asked for needs a word with the restaurant; a guest does not read which reason it has."""

    code, field = "please_call", ""
    for_staff = "This cannot be booked online."
    for_guests = "Please call us to book this table."


class ServiceNeeded(NotBooked):
    """Several services have this start, and none of them was named."""

    code, field = "service_needed", "service_key"
    for_staff = "Several services start at this time. Choose one."
    for_guests = "The restaurant has this time in several services. Please choose one of them."


class ImpossibleChoice(NotBooked):
    """What staff chose by hand cannot be; no guest is asked for it."""


class UnknownTable(ImpossibleChoice):
    """The chosen table belongs to another restaurant, or is out of use."""

    code, field = "unknown_table", "tables"
    for_staff = "This table is not in use. Please choose another."
    for_guests = "This table is not in use."


class NoReason(ImpossibleChoice):
    """Staff go past a limit without a word on why."""

    code, field = "no_reason", "reason"
    for_staff = "Write why you go past the limit, in a few words."
    for_guests = "Please call us: this needs a reason."


class ImpossibleEnd(ImpossibleChoice):
    """The end is not after the start, or more than a day after it."""

    code, field = "impossible_end", "ends_at"
    for_staff = for_guests = "The end must be after the start, within a day."


class ImpossibleSpan(ImpossibleChoice):
    """The end of a block is not after its start, or more than a year after it, or no table was chosen."""

    code, field = "impossible_span", "ends_at"
    for_staff = for_guests = "The end must be after the start, within a year."


class NotChanged(Refusal):
    """The booking stays as it is."""


class UnknownBooking(NotChanged):
    """This restaurant has no such booking."""

    code, field = "unknown_booking", ""
    for_staff = for_guests = "This booking does not exist."


class IllegalChange(NotChanged):
    """The table of transitions, or the booking's status, does not allow this step."""

    code, field = "illegal_change", ""
    for_staff = "This step is not possible from the booking's present status."
    for_guests = "This booking cannot be changed that way. Please call us."


class TooLateForGuest(NotChanged):
    """The restaurant does not let guests do this themselves, or no longer."""

    code, field = "too_late_for_guest", ""
    for_staff = "A guest cannot do this by the link of the booking now."
    for_guests = "This cannot be done online now. Please call us."


class NeedsAPerson(NotChanged):
    """The change waits for a deposit or for a confirmation, or is for more people than guests change to."""

    code, field = "needs_a_person", ""
    for_staff = "A guest cannot change this by the link of the booking."
    for_guests = "This change needs a word with us. Please call us."


class WishWaits(NotChanged):
    """The guest has asked for a change already, and the restaurant has not answered yet."""

    code, field = "wish_waits", ""
    for_staff = "A change that the guest asked for waits to be answered."
    for_guests = "You have asked for a change already. Take it back first to ask for another."


class WishOver(NotChanged):
    """The wish was answered, withdrawn or overtaken, or its time is over."""

    code, field = "wish_over", ""
    for_staff = for_guests = "This wish does not wait any more."


class PartyHasCome(NotChanged):
    """The party is at the restaurant, or was."""

    code, field = "party_has_come", ""
    for_staff = "The party has come already."
    for_guests = "You have arrived already. Please speak to the team."


class NothingToConfirm(NotChanged):
    """The guest says to come to what is cancelled, not confirmed yet, or has begun."""

    code, field = "nothing_to_confirm", ""
    for_staff = "This booking is not confirmed, or its time has come."
    for_guests = "There is nothing to say here any more. For anything else, please call us."


class UndoOver(NotChanged):
    """What a guest did can be taken back for a minute only."""

    code, field = "undo_over", ""
    for_staff = "A guest can undo this within a minute only."
    for_guests = "The minute in which this can be undone is over. Please book again, or call us."


class StalePage(NotChanged):
    """The booking was changed since the page was read."""

    code, field = "stale_page", ""
    for_staff = for_guests = "The booking was changed meanwhile. Please look at it again."


class AlreadyDone(StalePage):
    """The booking has the asked status already; no second line of history, no second fact."""

    code = "already_done"
    for_staff = for_guests = "This was already done."


class TablesTaken(NotChanged):
    """The tables are not free. `bookings` are those in the way, as far as they are known."""

    code, field = "tables_taken", ""
    for_staff = "Its table has been given to another party. Please make a new booking."
    for_guests = "Your table has been given to another party. Please make a new booking."

    def __init__(self, bookings: Sequence[Booking] = ()) -> None:
        super().__init__()
        self.bookings = bookings


class BookingsInTheWay(TablesTaken):
    """Bookings have some of these tables in that span."""

    code = "bookings_in_the_way"
    for_staff = "Bookings have these tables in that time. Please move them first, or choose another time."
    for_guests = "These tables are booked in that time."


class HeldByGuest(TablesTaken):
    """Guests who are typing, `number` of them, have been promised one of these tables."""

    code = "held_by_guest"
    for_staff = "A guest is booking one of these tables just now."
    for_guests = "Another guest is booking this table just now. Please try again in a few minutes."

    def __init__(self, number: int = 1) -> None:
        super().__init__()
        self.number = number


class AlreadyBlocked(TablesTaken):
    """One of these tables is blocked in that span already."""

    code = "already_blocked"
    for_staff = for_guests = "One of these tables is blocked in that time already."


class UnknownBlock(NotChanged):
    """This restaurant has no such block."""

    code, field = "unknown_block", ""
    for_staff = for_guests = "These tables are not blocked any more."


class NothingToSwap(NotChanged):
    """The two have the same tables, or one of them has none."""

    code, field = "nothing_to_swap", ""
    for_staff = for_guests = "These two parties have no tables to swap."
