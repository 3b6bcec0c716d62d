"""How does one handover (R8, R9, R10, D4, D6, D15, D21) get written, read back and recorded?"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.boxoffice.attributes import Wanted
from entracte.boxoffice.connection_lock import connection_for_work, hindrance
from entracte.boxoffice.errors import Obstacle, Way
from entracte.boxoffice.handovers.exchange import CustomerGone, NotTaken, Outcome, Written, write_and_compare
from entracte.boxoffice.handovers.next_step import decide
from entracte.boxoffice.handovers.open import end_withdrawn, is_completed
from entracte.boxoffice.handovers.values import as_stored, wanted_for
from entracte.boxoffice.models import Connection, Handover
from entracte.boxoffice.parking import Clock, guarded, heal, park_handover, report_trouble
from entracte.boxoffice.person import Person, locked_person
from entracte.boxoffice.reasons import Why, plain
from entracte.boxoffice.steps import latest_in_a_row, note
from entracte.jobs.retry import TryLater, wait_seconds

STRANGE_TRIES = 5


@dataclass(frozen=True, slots=True)
class Errand:
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
    guarded(
        lambda: _deliver(handover_id, clock),
        park=lambda sentence: _park_bug(handover_id, sentence, at=clock()),
        name=f"handover {handover_id}",
    )


def _deliver(handover_id: int, clock: Clock) -> None:
    errand = _begin(handover_id, at=clock())
    if errand is None:
        return
    outcome = write_and_compare(
        errand.connection, errand.customer_id, errand.wanted, zone=errand.zone, read_first=errand.is_retry
    )
    _record(errand, outcome, at=clock())
    if isinstance(outcome, Written) and not outcome.already and errand.connection.trouble:
        heal(errand.connection, at=clock())


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


def _begin(handover_id: int, *, at: datetime) -> Errand | None:
    with transaction.atomic():
        opened = locked_handover(handover_id)
        if opened is None or opened[0].state != Handover.State.QUEUED:
            return None
        handover, person, connection = opened
        why = hindrance(connection)
        if not is_completed(handover.booking):
            end_withdrawn(handover, at=at)
        elif connection is None or why is not None:
            park_handover(handover, why or Why.NO_CONNECTION, at=at)
        else:
            return _errand(handover, person, connection, at=at)
    return None


def _errand(handover: Handover, person: Person, connection: Connection, *, at: datetime) -> Errand | None:
    link = person.link(connection.client_name)
    if link is None or link.customer_id != handover.customer_id:
        # Another customer has another queue: decide again rather than write out of turn.
        decide(handover, person, connection, at=at)
        return None
    wanted = wanted_for(person, link, connection, handover.restaurant)
    handover.values = as_stored(wanted)
    if connection.watch_only:
        _end(handover, Handover.State.WATCHED, "", at=at)
        note(handover, "watched", f"Watch-only: would have written {_names(wanted, connection)}.", at=at)
        return None
    handover.tries += 1
    handover.next_try_at = None
    handover.save()
    zone = ZoneInfo(handover.restaurant.time_zone)
    return Errand(handover.pk, connection, zone, wanted, handover.tries > 1, link.customer_id)


def _record(errand: Errand, outcome: Outcome, *, at: datetime) -> None:
    later = None
    with transaction.atomic():
        opened = locked_handover(errand.handover_id)
        if opened is None:
            return
        handover = opened[0]
        if isinstance(outcome, Written):
            _record_written(handover, errand, outcome, at=at)
        elif handover.state != Handover.State.QUEUED:
            return
        elif isinstance(outcome, Obstacle):
            later = _meet(handover, errand, outcome, at=at)
        else:
            _record_refusal(handover, errand, outcome, at=at)
    if later is not None:
        raise later


def _record_written(handover: Handover, errand: Errand, outcome: Written, *, at: datetime) -> None:
    """The truth is what Spektrix holds, also where the booking was put back during the call."""
    names = _names(errand.wanted, errand.connection)
    if outcome.already:
        note(handover, "already_there", f"Read {names}: already right.", at=at, status=200)
    else:
        note(handover, "wrote", f"Wrote {names}.", at=at, status=200)
        note(handover, "read_back", _read_back(errand.wanted), at=at, status=200)
    handover.values = as_stored(errand.wanted)
    reason = Why.REOPENED_LATE.value if handover.state == Handover.State.WITHDRAWN else ""
    _end(handover, Handover.State.WRITTEN, reason, at=at)


def _record_refusal(
    handover: Handover, errand: Errand, outcome: NotTaken | CustomerGone, *, at: datetime
) -> None:
    if isinstance(outcome, CustomerGone):
        _fail(handover, Why.CUSTOMER_GONE, plain(Why.CUSTOMER_GONE), at=at, status=outcome.status)
        return
    missing = tuple(one for one in errand.wanted if one.key in outcome.keys)
    sentence = f"{_names(missing, errand.connection)}: not made available to the API, or not created."
    _fail(handover, Why.NOT_TAKEN, sentence, at=at, status=200)


def _meet(handover: Handover, errand: Errand, met: Obstacle, *, at: datetime) -> TryLater | None:
    """Try later, fail, or park: what an error means for the handover."""
    if met.way is Way.SETTINGS:
        if report_trouble(errand.connection, met.sentence):
            park_handover(handover, Why.SETTINGS, at=at, sentence=met.sentence, status=met.status)
            return None
        return _again(handover, "the settings changed meanwhile", None, at=at)
    if met.way is Way.REFUSED:
        _fail(handover, Why.REFUSED, met.sentence, at=at, status=met.status)
        return None
    what = "no_answer" if met.way is Way.LATER else "strange"
    note(handover, what, met.sentence, at=at, status=met.status)
    if what == "strange" and latest_in_a_row(handover, what) >= STRANGE_TRIES:
        park_handover(handover, Why.STRANGE, at=at)
        return None
    return _again(handover, met.sentence, met.after_seconds, at=at)


def _again(handover: Handover, reason: str, after_seconds: float | None, *, at: datetime) -> TryLater:
    wait = wait_seconds(tries=handover.tries, at_least=after_seconds)
    handover.next_try_at = at + timedelta(seconds=wait)
    handover.save()
    return TryLater(reason, after_seconds=wait)


def _fail(handover: Handover, why: Why, sentence: str, *, at: datetime, status: int | None) -> None:
    note(handover, "failed", sentence, at=at, status=status)
    _end(handover, Handover.State.FAILED, why.value, at=at)


def _end(handover: Handover, state: str, reason: str, *, at: datetime) -> None:
    handover.state, handover.reason = state, reason
    handover.settled_at, handover.next_try_at = at, None
    handover.save()


def _park_bug(handover_id: int, sentence: str, *, at: datetime) -> None:
    with transaction.atomic():
        opened = locked_handover(handover_id)
        if opened is not None and opened[0].state == Handover.State.QUEUED:
            park_handover(opened[0], Why.BUG, at=at, sentence=sentence)


def _names(wanted: tuple[Wanted, ...], connection: Connection) -> str:
    names = {
        connection.last_dined_key: connection.last_dined_name,
        connection.visits_key: connection.visits_name,
    }
    return ", ".join(names.get(one.key, one.key) for one in wanted)


def _read_back(wanted: tuple[Wanted, ...]) -> str:
    return "Read back: both right." if len(wanted) > 1 else "Read back: right."
