"""The table of transitions: which status may follow which, and what the step does to the tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from entracte.bookings.choices import Status as Status
from entracte.bookings.facts import BOOKING_COMPLETED, BOOKING_REOPENED

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


class Where(Enum):
    """In which restaurants the step exists, and where it is a guest's undo alone (D38)."""

    EVERYWHERE = auto()
    CONFIRMED_BY_HAND = auto()
    CONFIRMED_AT_ONCE = auto()
    GUESTS_UNDO = auto()


class Tables(Enum):
    """What a step does to the tables that the booking has."""

    KEPT = auto()
    FREED = auto()
    SHORTENED = auto()  # from this moment on, where the party still had them
    TAKEN_BACK = auto()  # all of them, or the step is refused
    RESTORED = auto()  # as far as they are still free


@dataclass(frozen=True, slots=True)
class Transition:
    """One step in the life of a booking, and the fact that it is announced as."""

    start: Status
    to: Status
    tables: Tables = Tables.KEPT
    where: Where = Where.EVERYWHERE
    fact: str = ""


TRANSITIONS = (
    Transition(Status.PENDING, Status.CONFIRMED),
    Transition(Status.PENDING, Status.CANCELLED, Tables.FREED),
    Transition(Status.PENDING_PAYMENT, Status.CONFIRMED, where=Where.CONFIRMED_AT_ONCE),
    Transition(Status.PENDING_PAYMENT, Status.PENDING, where=Where.CONFIRMED_BY_HAND),
    Transition(Status.PENDING_PAYMENT, Status.CANCELLED, Tables.FREED),
    Transition(Status.CONFIRMED, Status.COMPLETED, Tables.SHORTENED, fact=BOOKING_COMPLETED),
    Transition(Status.CONFIRMED, Status.NO_SHOW, Tables.FREED),
    Transition(Status.CONFIRMED, Status.CANCELLED, Tables.FREED),
    Transition(Status.COMPLETED, Status.CONFIRMED, Tables.RESTORED, fact=BOOKING_REOPENED),
    Transition(Status.NO_SHOW, Status.CONFIRMED, Tables.TAKEN_BACK),
    Transition(Status.NO_SHOW, Status.COMPLETED, fact=BOOKING_COMPLETED),
    Transition(Status.CANCELLED, Status.CONFIRMED, Tables.TAKEN_BACK),
    Transition(Status.CANCELLED, Status.PENDING, Tables.TAKEN_BACK, where=Where.GUESTS_UNDO),
    Transition(Status.CANCELLED, Status.PENDING_PAYMENT, Tables.TAKEN_BACK, where=Where.GUESTS_UNDO),
)

# Statuses in which time, party and tables may still be changed, and those that count as visits (R10).
OPEN = (Status.PENDING, Status.PENDING_PAYMENT, Status.CONFIRMED)
VISITS = (Status.CONFIRMED, Status.COMPLETED, Status.PENDING, Status.PENDING_PAYMENT)


def next_statuses(status: str) -> tuple[Status, ...]:
    """Return the statuses that staff of some restaurant may give next, in the order of the table."""
    steps = [step for step in TRANSITIONS if step.where is not Where.GUESTS_UNDO]
    return tuple(step.to for step in steps if step.start == status)


def step_to(booking: Booking, to: str) -> Transition | None:
    """Return the step from the booking's status to this one where its restaurant has it, or None."""
    by_hand = _waits_for_person(booking.restaurant, booking.is_second_table)
    here = Where.CONFIRMED_BY_HAND if by_hand else Where.CONFIRMED_AT_ONCE
    for step in TRANSITIONS:
        if (step.start, step.to) == (booking.status, to) and step.where in (Where.EVERYWHERE, here):
            return step
    return None


def undoing_step(to: str) -> Transition | None:
    """Return the step by which a guest's cancelling is undone, back to the status that was, or None."""
    steps = (step for step in TRANSITIONS if (step.start, step.to) == (Status.CANCELLED, to))
    return next(steps, None)


def may_become(booking: Booking, to: str) -> bool:
    """Say whether this booking may have this status next."""
    return step_to(booking, to) is not None


def first_status(restaurant: Restaurant, party_size: int) -> Status:
    """Return the status of a new booking: a deposit due goes before confirming by hand."""
    if restaurant.deposit_from_party is not None and party_size >= restaurant.deposit_from_party:
        return Status.PENDING_PAYMENT
    return Status.PENDING if restaurant.confirms_by_hand else Status.CONFIRMED


def status_when_paid(restaurant: Restaurant, *, is_second_table: bool = False) -> Status:
    """Return what a booking becomes when its deposit has been received."""
    return Status.PENDING if _waits_for_person(restaurant, is_second_table) else Status.CONFIRMED


def _waits_for_person(restaurant: Restaurant, is_second_table: bool) -> bool:
    return restaurant.confirms_by_hand or is_second_table
