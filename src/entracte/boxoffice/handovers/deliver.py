"""How does one handover (R8, R9, R10, D4, D6, D15, D21) get written, read back and recorded?"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.boxoffice.attributes import Wanted
from entracte.boxoffice.connection_lock import connection_for_work, why_not_asked
from entracte.boxoffice.errors import Obstacle, ObstacleKind
from entracte.boxoffice.handovers.exchange import CustomerGone, NotTaken, Outcome, Written, write_and_compare
from entracte.boxoffice.handovers.next_step import take_next_step
from entracte.boxoffice.handovers.open import end_withdrawn, is_completed
from entracte.boxoffice.handovers.values import as_stored, wanted_for
from entracte.boxoffice.models import Connection, Handover, HandoverState
from entracte.boxoffice.parking import Clock, forget_trouble, park_handover, report_trouble, run_or_park
from entracte.boxoffice.person import Person, locked_person
from entracte.boxoffice.reasons import StopReason, plain
from entracte.boxoffice.steps import latest_in_a_row, record_step
from entracte.jobs.tries import TryLater, wait_seconds

STRANGE_TRIES = 5


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be written for one handover, and with which settings."""

    handover_id: int
    connection: Connection
    zone: ZoneInfo
    wanted: tuple[Wanted, ...]
    is_retry: bool
    customer_id: str = field(repr=False)


def deliver(handover_id: int, *, clock: Clock) -> None:
    """Write the two attributes for a queued handover, compare them, and record how it went.

    Everything is looked at again at this moment: the booking, the link, the connection, the values. No
    transaction is open during the calls. May be called any number of times: values are absolute, and a
    retry is done where they are already there. Raises TryLater where it should be tried again.
    """
    run_or_park(
        lambda: _deliver(handover_id, clock),
        park=lambda sentence: _park_bug(handover_id, sentence, at=clock()),
        name=f"handover {handover_id}",
    )


def _deliver(handover_id: int, clock: Clock) -> None:
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
    if isinstance(outcome, Written) and not outcome.already and delivery.connection.trouble:
        forget_trouble(delivery.connection, at=clock())


def locked_handover(handover_id: int) -> tuple[Handover, Person, Connection | None] | None:
    """Lock what a decision about this handover needs, in the order that everything here keeps."""
    found = Handover.objects.filter(pk=handover_id).values_list("restaurant_id", "booking__guest_id").first()
    if found is None:
        return None
    connection = connection_for_work(found[0])
    person = locked_person(found[1])
    handovers = Handover.objects.select_for_update(of=("self",)).select_related("booking", "restaurant")
    handover = handovers.filter(pk=handover_id).first()
    return None if handover is None else (handover, person, connection)


def _begin(handover_id: int, *, at: datetime) -> Delivery | None:
    with transaction.atomic():
        opened = locked_handover(handover_id)
        if opened is None or opened[0].state != HandoverState.QUEUED:
            return None
        handover, person, connection = opened
        why = why_not_asked(connection)
        if not is_completed(handover.booking):
            end_withdrawn(handover, at=at)
        elif connection is None or why is not None:
            park_handover(handover, why or StopReason.NO_CONNECTION, at=at)
        else:
            return _delivery(handover, person, connection, at=at)
    return None


def _delivery(handover: Handover, person: Person, connection: Connection, *, at: datetime) -> Delivery | None:
    link = person.link(connection.client_name)
    if link is None or link.customer_id != handover.customer_id:
        # Another customer has another queue: decide again rather than write out of turn.
        take_next_step(handover, person, connection, at=at)
        return None
    wanted = wanted_for(person, link, connection, handover.restaurant)
    handover.values = as_stored(wanted)
    if connection.watch_only:
        _end(handover, HandoverState.WATCHED, "", at=at)
        record_step(
            handover, "watched", f"Watch-only: would have written {_names(wanted, connection)}.", at=at
        )
        return None
    handover.tries += 1
    handover.next_try_at = None
    handover.save()
    zone = ZoneInfo(handover.restaurant.time_zone)
    return Delivery(handover.pk, connection, zone, wanted, handover.tries > 1, link.customer_id)


def _record(delivery: Delivery, outcome: Outcome, *, at: datetime) -> None:
    later = None
    with transaction.atomic():
        opened = locked_handover(delivery.handover_id)
        if opened is None:
            return
        handover = opened[0]
        if isinstance(outcome, Written):
            _record_written(handover, delivery, outcome, at=at)
        elif handover.state != HandoverState.QUEUED:
            return
        elif isinstance(outcome, Obstacle):
            later = _meet(handover, delivery, outcome, at=at)
        else:
            _record_refusal(handover, delivery, outcome, at=at)
    if later is not None:
        raise later


def _record_written(handover: Handover, delivery: Delivery, outcome: Written, *, at: datetime) -> None:
    """The truth is what Spektrix holds, also where the booking was put back during the call."""
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
        _fail(
            handover, StopReason.CUSTOMER_GONE, plain(StopReason.CUSTOMER_GONE), at=at, status=outcome.status
        )
        return
    missing = tuple(one for one in delivery.wanted if one.key in outcome.keys)
    sentence = f"{_names(missing, delivery.connection)}: not made available to the API, or not created."
    _fail(handover, StopReason.NOT_TAKEN, sentence, at=at, status=200)


def _meet(handover: Handover, delivery: Delivery, met: Obstacle, *, at: datetime) -> TryLater | None:
    """Try later, fail, or park: what an error means for the handover."""
    if met.kind is ObstacleKind.SETTINGS:
        if report_trouble(delivery.connection, met.sentence):
            park_handover(handover, StopReason.SETTINGS, at=at, sentence=met.sentence, status=met.status)
            return None
        return _again(handover, "the settings changed meanwhile", None, at=at)
    if met.kind is ObstacleKind.REFUSED:
        _fail(handover, StopReason.REFUSED, met.sentence, at=at, status=met.status)
        return None
    what = "no_answer" if met.kind is ObstacleKind.LATER else "strange"
    record_step(handover, what, met.sentence, at=at, status=met.status)
    if what == "strange" and latest_in_a_row(handover, what) >= STRANGE_TRIES:
        park_handover(handover, StopReason.STRANGE, at=at)
        return None
    return _again(handover, met.sentence, met.after_seconds, at=at)


def _again(handover: Handover, reason: str, after_seconds: float | None, *, at: datetime) -> TryLater:
    wait = wait_seconds(tries=handover.tries, at_least=after_seconds)
    handover.next_try_at = at + timedelta(seconds=wait)
    handover.save()
    return TryLater(reason, after_seconds=wait)


def _fail(handover: Handover, why: StopReason, sentence: str, *, at: datetime, status: int | None) -> None:
    record_step(handover, "failed", sentence, at=at, status=status)
    _end(handover, HandoverState.FAILED, why.value, at=at)


def _end(handover: Handover, state: str, reason: str, *, at: datetime) -> None:
    handover.state, handover.reason = state, reason
    handover.settled_at, handover.next_try_at = at, None
    handover.save()


def _park_bug(handover_id: int, sentence: str, *, at: datetime) -> None:
    with transaction.atomic():
        opened = locked_handover(handover_id)
        if opened is not None and opened[0].state == HandoverState.QUEUED:
            park_handover(opened[0], StopReason.BUG, at=at, sentence=sentence)


def _names(wanted: tuple[Wanted, ...], connection: Connection) -> str:
    names = {
        connection.last_dined_key: connection.last_dined_name,
        connection.visits_key: connection.visits_name,
    }
    return ", ".join(names.get(one.key, one.key) for one in wanted)


def _read_back(wanted: tuple[Wanted, ...]) -> str:
    return "Read back: both right." if len(wanted) > 1 else "Read back: right."
