"""The steps that may be taken on a booking now: those of the moment as buttons, the rest in the menu."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.transitions import Status, may_become, next_statuses

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@dataclass(frozen=True, slots=True)
class StepButton:
    """One thing to press: `name` is what the form sends, `label` what the button says.

    One that is done keeps its place and is not pressed again, so that no other comes under the same finger.
    """

    name: str
    label: str
    is_done: bool = False


ARRIVED = StepButton("arrived", "Arrived")
SEATED = StepButton("seated", "Seated")
LEFT = StepButton("left", "Left")
PIN = StepButton("pin", "Pin to its tables")
UNPIN = StepButton("unpin", "Let it make room for others")
COMPLETED = StepButton(Status.COMPLETED.value, "Completed")

LABELS = {
    Status.CONFIRMED: "Confirm",
    Status.COMPLETED: "Completed",
    Status.NO_SHOW: "No-show",
    Status.CANCELLED: "Cancel booking",
    Status.PENDING: "Deposit received",
}
# From what, to what: the words that fit better than the general ones
SPECIAL = {
    (Status.PENDING_PAYMENT, Status.CONFIRMED): "Deposit received",
    (Status.COMPLETED, Status.CONFIRMED): "Put back to confirmed",
    (Status.NO_SHOW, Status.CONFIRMED): "They came after all",
    (Status.CANCELLED, Status.CONFIRMED): "Reinstate",
}


@dataclass(frozen=True, slots=True)
class StepButtons:
    """`large` in the order in which they fit the moment; the first not done is the one to press."""

    large: tuple[StepButton, ...]
    rest: tuple[StepButton, ...]

    @property
    def first(self) -> StepButton | None:
        """Return the one to press: the first large one that is not done."""
        return next((step for step in self.large if not step.is_done), None)


def step_buttons_for(booking: Booking) -> StepButtons:
    """Return what may be pressed, as the table of transitions has it."""
    status = Status(booking.status)
    to = [one for one in next_statuses(status) if may_become(booking, one)]
    changes = [StepButton(one.value, SPECIAL.get((status, one), LABELS[one])) for one in to]
    if status == Status.CONFIRMED:
        large = _of_a_confirmed(booking)
        rest = [each for each in changes if each.name != COMPLETED.name]
        if booking.seated_at and not booking.left_at:
            rest.insert(0, LEFT)
        return StepButtons(large, (*_pins(booking), *rest))
    if status in (Status.PENDING, Status.PENDING_PAYMENT):
        return StepButtons(tuple(changes[:1]), (*_pins(booking), *changes[1:]))
    return StepButtons((), tuple(changes))


def next_step(booking: Booking) -> StepButton | None:
    """Return the one step that fits the moment, for the list; None where that would be Completed.

    In the list the next step comes under the same finger, and Completed writes to the box office: it is
    pressed in the opened booking, in a place of its own.
    """
    if booking.status != Status.CONFIRMED:
        return None
    step = next(each for each in _of_a_confirmed(booking) if not each.is_done)
    return step if step != COMPLETED else None


def is_early(booking: Booking, now: datetime) -> bool:
    """Say whether marking it Completed now would be before it began."""
    return now < booking.starts_at


def _pins(booking: Booking) -> tuple[StepButton, ...]:
    """Return the pin where parties may be moved to make room, and this one has not come yet."""
    if not booking.restaurant.makes_room or booking.seated_at is not None:
        return ()
    return (UNPIN if booking.is_pinned else PIN,)


def _of_a_confirmed(booking: Booking) -> tuple[StepButton, ...]:
    is_seated = booking.seated_at is not None
    is_here = is_seated or booking.arrived_at is not None
    return (replace(ARRIVED, is_done=is_here), replace(SEATED, is_done=is_seated), COMPLETED)
