"""A handover is written, read back and recorded (R8, R9, R10, D4, D6, D15, D21)."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.boxoffice.attributes import Wanted
from entracte.boxoffice.errors import Obstacle, ObstacleKind
from entracte.boxoffice.handovers.exchange import CustomerGone, NotTaken, Outcome, Written, write_and_compare
from entracte.boxoffice.handovers.next_step import take_next_step
from entracte.boxoffice.handovers.open import end_withdrawn, is_completed
from entracte.boxoffice.handovers.values import as_stored, wanted_for
from entracte.boxoffice.locked_work import LockedWork, locked_handover
from entracte.boxoffice.models import Connection, Handover, HandoverState
from entracte.boxoffice.parking import connection_or_park
from entracte.boxoffice.reasons import StopReason, plain
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.stoppages.ask_again import may_be_asked
from entracte.boxoffice.stoppages.begin_again import release
from entracte.boxoffice.work import Clock, begin_try, piece_of_work, raise_after_commit, wait_or_park
from entracte.jobs.tries import TryLater


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be written for one handover, and with which settings."""

    handover_id: int
    connection: Connection
    zone: ZoneInfo
    wanted: tuple[Wanted, ...]
    is_retry: bool
    customer_id: str = field(repr=False)


def _queued(handover_id: int) -> LockedWork[Handover] | None:
    return locked_handover(handover_id, states=(HandoverState.QUEUED,))


@piece_of_work("handover", _queued, Handover)
def deliver(handover_id: int, /, *, clock: Clock) -> None:
    """Write the two attributes for a queued handover, compare them, and record how it went.

    Everything is looked at again at this moment: the booking, the link, the connection, the values. No
    transaction is open during the calls. May be called any number of times: values are absolute, and a
    retry is done where they are already there. Raises TryLater where it should be tried again.
    """
    delivery = _begin(handover_id, at=clock())
    if delivery is None:
        return
    outcome = write_and_compare(
        delivery.connection,
        delivery.customer_id,
        delivery.wanted,
        zone=delivery.zone,
        read_first=delivery.is_retry,
    )
    _record(delivery, outcome, at=clock())
    if isinstance(outcome, Written):
        release(delivery.connection, _answered(delivery, outcome), at=clock())


def _answered(delivery: Delivery, outcome: Written) -> tuple[str, ...]:
    """Return the kinds of call that went well."""
    read = ("read_customer",) if delivery.is_retry else ()
    return read if outcome.already else (*read, "write_customer")


@transaction.atomic
def _begin(handover_id: int, *, at: datetime) -> Delivery | None:
    locked = _queued(handover_id)
    if locked is None:
        return None
    if not is_completed(locked.row.booking):
        end_withdrawn(locked.row, at=at)
        return None
    connection = connection_or_park(locked.row, locked.connection, at=at)
    if connection is None or not may_be_asked(locked.row, at=at):
        return None
    return _delivery(locked, connection, at=at)


def _delivery(locked: LockedWork[Handover], connection: Connection, *, at: datetime) -> Delivery | None:
    handover, person = locked.row, locked.person
    link = person.link(connection.client_name)
    if link is None or link.customer_id != handover.customer_id:
        # Another customer has another queue: decide again rather than write out of turn.
        take_next_step(handover, person, connection, at=at)
        return None
    wanted = wanted_for(person, link, connection, handover.restaurant)
    handover.values = as_stored(wanted)
    if connection.watch_only:
        _end(handover, HandoverState.WATCHED, "", at=at)
        sentence = f"Watch-only: would have written {_names(wanted, connection)}."
        record_step(handover, "watched", sentence, at=at)
        return None
    begin_try(handover)
    zone = ZoneInfo(handover.restaurant.time_zone)
    return Delivery(handover.pk, connection, zone, wanted, handover.tries > 1, link.customer_id)


@raise_after_commit
def _record(delivery: Delivery, outcome: Outcome, *, at: datetime) -> TryLater | None:
    locked = locked_handover(delivery.handover_id, states=HandoverState.values)
    if locked is None:
        return None
    handover = locked.row
    if isinstance(outcome, Written):
        _record_written(handover, delivery, outcome, at=at)
    elif handover.state != HandoverState.QUEUED:
        return None
    elif isinstance(outcome, Obstacle):
        return _record_obstacle(handover, delivery, outcome, at=at)
    else:
        _record_refusal(handover, delivery, outcome, at=at)
    return None


def _record_written(handover: Handover, delivery: Delivery, outcome: Written, *, at: datetime) -> None:
    """Record what Spektrix has now, also where the booking was put back during the call."""
    names = _names(delivery.wanted, delivery.connection)
    if outcome.already:
        record_step(handover, "already_there", f"Read {names}: already right.", at=at, status=200)
    else:
        record_step(handover, "wrote", f"Wrote {names}.", at=at, status=200)
        record_step(handover, "read_back", _read_back(delivery.wanted), at=at, status=200)
    handover.values = as_stored(delivery.wanted)
    reason = StopReason.REOPENED_LATE.value if handover.state == HandoverState.WITHDRAWN else ""
    _end(handover, HandoverState.WRITTEN, reason, at=at)


def _record_refusal(
    handover: Handover, delivery: Delivery, outcome: NotTaken | CustomerGone, *, at: datetime
) -> None:
    if isinstance(outcome, CustomerGone):
        sentence = plain(StopReason.CUSTOMER_GONE)
        _fail(handover, StopReason.CUSTOMER_GONE, sentence, at=at, status=outcome.status)
        return
    handover.call = "write_customer"
    missing = tuple(one for one in delivery.wanted if one.key in outcome.keys)
    sentence = f"{_names(missing, delivery.connection)}: not made available to the API, or not created."
    _fail(handover, StopReason.NOT_TAKEN, sentence, at=at, status=200)


def _record_obstacle(
    handover: Handover, delivery: Delivery, obstacle: Obstacle, *, at: datetime
) -> TryLater | None:
    if obstacle.kind is not ObstacleKind.REFUSED:
        return wait_or_park(handover, obstacle, delivery.connection, at=at)
    handover.call = "write_customer"
    _fail(handover, StopReason.REFUSED, obstacle.sentence, at=at, status=obstacle.status)
    return None


def _fail(handover: Handover, reason: StopReason, sentence: str, *, at: datetime, status: int | None) -> None:
    record_step(handover, "failed", sentence, at=at, status=status)
    _end(handover, HandoverState.FAILED, reason.value, at=at)


def _end(handover: Handover, state: HandoverState, reason: str, *, at: datetime) -> None:
    handover.state, handover.reason = state, reason
    handover.settled_at, handover.next_try_at = at, None
    handover.save()


def _names(wanted: tuple[Wanted, ...], connection: Connection) -> str:
    names = {
        connection.last_dined_key: connection.last_dined_name,
        connection.visits_key: connection.visits_name,
    }
    return ", ".join(names.get(one.key, one.key) for one in wanted)


def _read_back(wanted: tuple[Wanted, ...]) -> str:
    return "Read back: both right." if len(wanted) > 1 else "Read back: right."
