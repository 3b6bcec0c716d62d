"""Take one step of a booking, say what was done, and name the step that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.backoffice.bookings.booking_answers import ChangeMade
from entracte.backoffice.bookings.shown.names import name_of
from entracte.backoffice.bookings.shown.steps import PIN, UNPIN
from entracte.backoffice.house.access import Desk
from entracte.bookings.actions.milestones import Milestone, mark_milestone, undo_milestone
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.status import change_status, receive_deposit
from entracte.bookings.errors import IllegalChange
from entracte.bookings.transitions import Status, may_become

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking

NOT = "not-"
# The step, and the one that takes it back
PINS = {PIN.name: UNPIN.name, UNPIN.name: PIN.name}
SENTENCES = {
    Status.PENDING: "waits to be confirmed",
    Status.CONFIRMED: "is confirmed",
    Status.COMPLETED: "is completed",
    Status.NO_SHOW: "did not come",
    Status.CANCELLED: "is cancelled",
}


def take_step(desk: Desk, booking: Booking, name: str, asker: Asker) -> ChangeMade:
    """Take one step. Raises the errors of the book, IllegalChange for a name that is no step."""
    milestone = name.removeprefix(NOT)
    if milestone in set(Milestone):
        return _milestone(desk, booking, Milestone(milestone), asker, back=name.startswith(NOT))
    if name in PINS:
        return _pin(desk, booking, name, asker)
    if name not in Status.values:
        raise IllegalChange
    return _status(desk, booking, Status(name), asker)


def _milestone(desk: Desk, booking: Booking, milestone: Milestone, asker: Asker, *, back: bool) -> ChangeMade:
    action = undo_milestone if back else mark_milestone
    changed = action(
        booking_id=booking.pk,
        restaurant=desk.restaurant,
        milestone=milestone,
        asker=asker,
    )
    word = f"not {milestone.value}" if back else milestone.value
    undo = "" if back else f"{NOT}{milestone.value}"
    return ChangeMade(changed, f"{name_of(booking)}: {word}.", undo)


def _pin(desk: Desk, booking: Booking, name: str, asker: Asker) -> ChangeMade:
    changed = pin_booking(
        booking_id=booking.pk,
        restaurant=desk.restaurant,
        pinned=name == PIN.name,
        asker=asker,
    )
    sentence = "stays at its tables" if changed.is_pinned else "may make room for others"
    return ChangeMade(changed, f"{name_of(booking)} {sentence}.", PINS[name])


def _status(desk: Desk, booking: Booking, to: Status, asker: Asker) -> ChangeMade:
    before = booking.status
    if before == Status.PENDING_PAYMENT and to != Status.CANCELLED:
        changed = receive_deposit(booking_id=booking.pk, restaurant=desk.restaurant, asker=asker)
    else:
        changed = change_status(booking_id=booking.pk, restaurant=desk.restaurant, to=to, asker=asker)
    undo = before if may_become(changed, before) else ""
    sentence = f"{name_of(booking)} {SENTENCES[Status(changed.status)]}."
    return ChangeMade(changed, sentence, undo, asker.guest_gets_letter)
