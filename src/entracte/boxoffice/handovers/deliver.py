"""A handover is written, read back and recorded (R8, R9, R10, D4, D6, D15, D21)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from entracte.boxoffice.connections.attribute_sights import note_sight
from entracte.boxoffice.errors import Obstacle
from entracte.boxoffice.handovers.exchange import NotTaken, Outcome, Written, write_and_compare
from entracte.boxoffice.handovers.next_step import take_next_step
from entracte.boxoffice.handovers.open import end_withdrawn, is_completed
from entracte.boxoffice.handovers.outcome import Delivery, end, is_long, names_of, record_outcome
from entracte.boxoffice.handovers.values import as_stored, wanted_for
from entracte.boxoffice.locked_work import LockedWork, locked_handover
from entracte.boxoffice.models import Connection, Handover, HandoverState
from entracte.boxoffice.parking import connection_or_park, queue_handover, time_to_undo
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.stoppages.ask_again import may_be_asked
from entracte.boxoffice.stoppages.begin_again import release
from entracte.boxoffice.work import Clock, begin_try, piece_of_work


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
        is_patient=delivery.is_patient,
    )
    if isinstance(outcome, Written | NotTaken):
        note_sight(delivery.connection, outcome.seen)
    release(delivery.connection, _read(delivery, outcome), at=clock())
    record_outcome(delivery, outcome, at=clock())
    if isinstance(outcome, Written) and not outcome.already:
        release(delivery.connection, ("write_customer",), at=clock())


def _read(delivery: Delivery, outcome: Outcome) -> tuple[str, ...]:
    """Return the kind of call that read the customer, where one went well: a retry reads before it writes."""
    if isinstance(outcome, Written | NotTaken):
        return ("read_customer",) if delivery.is_retry else ()
    is_refused = isinstance(outcome, Obstacle) and outcome.call == "write_customer"
    return ("read_customer",) if delivery.is_retry and is_refused else ()


@transaction.atomic
def _begin(handover_id: int, *, at: datetime) -> Delivery | None:
    locked = _queued(handover_id)
    if locked is None:
        return None
    if not is_completed(locked.row.booking):
        end_withdrawn(locked.row, at=at)
        return None
    if timedelta() < time_to_undo(locked.row, at=at) <= timedelta(seconds=settings.UNDO_SECONDS):
        # let go on with others, before its own time
        queue_handover(locked.row, at=at)
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
        end(handover, HandoverState.WATCHED, "", at=at)
        sentence = f"Watch-only: would have written {names_of(wanted, connection)}."
        record_step(handover, "watched", sentence, at=at)
        return None
    begin_try(handover)
    zone = ZoneInfo(handover.restaurant.time_zone)
    return Delivery(
        handover_id=handover.pk,
        connection=connection,
        zone=zone,
        wanted=wanted,
        is_retry=handover.tries > 1,
        is_patient=not is_long(handover.gone_since, at=at),
        customer_id=link.customer_id,
    )
