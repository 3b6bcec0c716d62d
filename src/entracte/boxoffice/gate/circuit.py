"""One circuit a restaurant: calls that get no answer close it, and the first answer opens it again.

All in the machine's own time, but for the time that the page shows.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from entracte import clock
from entracte.boxoffice.models import Claim, ClaimState, Gate, Handover, HandoverState
from entracte.jobs.facts import announce
from entracte.jobs.tries import wait_seconds
from entracte.spektrix.errors import NoAnswer, SpektrixError, TemporaryError

GATE_OPENS = "gate_opens"
OUTAGE = "outage"
# So many calls in a row without an answer are an outage; fewer may be the fault of one piece of work.
OUTAGE_FAILURES = 3


def locked_gate(restaurant_id: int) -> Gate:
    """Return the restaurant's gate, locked until the transaction ends; made where there is none."""
    found = Gate.objects.select_for_update().filter(restaurant_id=restaurant_id).first()
    if found is not None:
        return found
    Gate.objects.bulk_create([Gate(restaurant_id=restaurant_id)], ignore_conflicts=True)
    return Gate.objects.select_for_update().get(restaurant_id=restaurant_id)


def is_closed(gate: Gate) -> bool:
    """Say whether nothing may be asked now."""
    return gate.closed_until is not None and gate.closed_until > clock.system_now()


def note_answer(restaurant_id: int) -> None:
    """Open the circuit, since Spektrix answered in time; what waited for an outage to end goes on."""
    unclean = Gate.objects.filter(Q(failures__gt=0) | Q(is_slow=True), restaurant_id=restaurant_id)
    if not unclean.exists():
        return
    with transaction.atomic():
        gate = locked_gate(restaurant_id)
        was_outage = gate.failures >= OUTAGE_FAILURES
        gate.failures, gate.closed_until, gate.is_slow = 0, None, False
        gate.save(update_fields=["failures", "closed_until", "is_slow"])
        if was_outage:
            waits = {"restaurant_id": restaurant_id, "pause": OUTAGE}
            Claim.objects.filter(state=ClaimState.WAITING, **waits).update(next_try_at=None, pause="")
            Handover.objects.filter(state=HandoverState.QUEUED, **waits).update(next_try_at=None, pause="")


def note_failure(restaurant_id: int, error: SpektrixError) -> None:
    """Close the circuit for a while where the error says that Spektrix gives no answers now.

    A wait that Spektrix asked for holds whatever else the answer says.
    """
    is_failure = isinstance(error, TemporaryError)
    if not is_failure:
        note_answer(restaurant_id)
        if not error.retry_after:
            return
    with transaction.atomic():
        gate = locked_gate(restaurant_id)
        gate.failures += is_failure
        gate.is_slow = isinstance(error, NoAnswer) and error.kind == "timeout"
        wait = max(_wait(gate.failures) if is_failure else 0, error.retry_after or 0)
        gate.closed_until = _later(gate.closed_until, clock.system_now() + timedelta(seconds=wait))
        gate.save(update_fields=["failures", "closed_until", "is_slow"])
        announce(GATE_OPENS, restaurant_id, after_seconds=wait)


def note_call(restaurant_id: int, *, status: int | None, sentence: str = "") -> None:
    """Keep what the last call met, for the page of the connection; `sentence` where a person should know."""
    Gate.objects.filter(restaurant_id=restaurant_id).update(
        last_call_at=clock.now(), last_status=status, last_sentence=sentence[:300]
    )


def forget(restaurant_id: int) -> None:
    """Forget what was met with other settings."""
    Gate.objects.filter(restaurant_id=restaurant_id).update(
        failures=0, closed_until=None, is_slow=False, last_call_at=None, last_status=None, last_sentence=""
    )


def _wait(failures: int) -> float:
    return min(wait_seconds(tries=failures - 1, at_least=None), settings.SPEKTRIX_PAUSE_SECONDS)


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else max(one, other)
