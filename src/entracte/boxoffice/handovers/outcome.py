"""How the write of a handover went is recorded: written, tried again, parked or failed (D15, D31)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from entracte.boxoffice.attributes import Wanted
from entracte.boxoffice.errors import Obstacle, ObstacleKind
from entracte.boxoffice.handovers.exchange import (
    CONFLICT,
    AnotherCustomer,
    CustomerGone,
    NotNow,
    NotTaken,
    Outcome,
    Written,
)
from entracte.boxoffice.handovers.values import as_stored
from entracte.boxoffice.locked_work import locked_handover
from entracte.boxoffice.models import Connection, Handover, HandoverState
from entracte.boxoffice.parking import GONE, park
from entracte.boxoffice.reasons import StopReason, plain
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.work import raise_after_commit, try_later, wait_or_park
from entracte.jobs.tries import TryLater

NOT_AVAILABLE = "not made available to the API, or not created."
ANOTHER_CUSTOMER = "Spektrix answered about another customer. That proves nothing; try again."
MISSING = "Spektrix does not know the customer now."
BUSY = "Spektrix is changing this customer itself just now."


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be written for one handover, and with which settings."""

    handover_id: int
    connection: Connection
    zone: ZoneInfo
    wanted: tuple[Wanted, ...]
    is_retry: bool
    is_patient: bool
    customer_id: str = field(repr=False)


@raise_after_commit
def record_outcome(delivery: Delivery, outcome: Outcome, *, at: datetime) -> TryLater | None:
    """Record how it went, if the handover still waits for that; a write that took is recorded in any case."""
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
    elif isinstance(outcome, NotNow):
        return _ask_later(handover, outcome, at=at)
    else:
        _record_refusal(handover, delivery, outcome, at=at)
    return None


def _record_written(handover: Handover, delivery: Delivery, outcome: Written, *, at: datetime) -> None:
    """Record what Spektrix has now, also where the booking was put back during the call."""
    names = names_of(delivery.wanted, delivery.connection)
    if outcome.already:
        record_step(handover, "already_there", f"Read {names}: already right.", at=at, status=200)
    else:
        record_step(handover, "wrote", f"Wrote {names}.", at=at, status=200)
        record_step(handover, "read_back", _read_back(delivery.wanted), at=at, status=200)
    handover.values = as_stored(delivery.wanted)
    reason = StopReason.REOPENED_LATE.value if handover.state == HandoverState.WITHDRAWN else ""
    end(handover, HandoverState.WRITTEN, reason, at=at)


def _record_refusal(
    handover: Handover,
    delivery: Delivery,
    outcome: NotTaken | CustomerGone | AnotherCustomer,
    *,
    at: datetime,
) -> None:
    if isinstance(outcome, CustomerGone):
        sentence = plain(StopReason.CUSTOMER_GONE)
        _fail(handover, StopReason.CUSTOMER_GONE, sentence, at=at, status=outcome.status)
        return
    handover.call = "write_customer"
    if isinstance(outcome, AnotherCustomer):
        park(handover, StopReason.STRANGE, at=at, sentence=ANOTHER_CUSTOMER, status=200)
        return
    absent = tuple(
        one for one in delivery.wanted if one.key in outcome.keys and one.key not in outcome.instead
    )
    sentences = [f"{names_of(absent, delivery.connection)}: {NOT_AVAILABLE}"] if absent else []
    for one in delivery.wanted:
        if one.key in outcome.instead:
            sentences.append(f"{names_of((one,), delivery.connection)}: {outcome.instead[one.key]}.")
    reason = StopReason.NOT_TAKEN if absent else StopReason.KEPT_OTHERWISE
    _fail(handover, reason, " ".join(sentences), at=at, status=200)


def _ask_later(handover: Handover, outcome: NotNow, *, at: datetime) -> TryLater:
    """Ask again for a while, as for a basket that is gone."""
    sentence = MISSING if outcome.status != CONFLICT else BUSY
    record_step(handover, "gone", sentence, at=at, status=outcome.status)
    handover.gone_since = handover.gone_since or at
    return try_later(handover, sentence, at=at, pause=GONE)


def is_long(since: datetime | None, *, at: datetime) -> bool:
    """Say whether what was missing since then has been missing long enough."""
    return since is not None and at - since >= timedelta(seconds=settings.BASKET_GONE_SECONDS)


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
    end(handover, HandoverState.FAILED, reason.value, at=at)


def end(handover: Handover, state: HandoverState, reason: str, *, at: datetime) -> None:
    """End a handover; does not record a step."""
    handover.state, handover.reason = state, reason
    handover.settled_at, handover.next_try_at = at, None
    handover.save()


def names_of(wanted: tuple[Wanted, ...], connection: Connection) -> str:
    """Return the attributes' names as staff know them."""
    names = {
        connection.last_dined_key: connection.last_dined_name,
        connection.visits_key: connection.visits_name,
    }
    return ", ".join(names.get(one.key, one.key) for one in wanted)


def _read_back(wanted: tuple[Wanted, ...]) -> str:
    return "Read back: both right." if len(wanted) > 1 else "Read back: right."
