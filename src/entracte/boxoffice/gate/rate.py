"""Calls to one restaurant's Spektrix are spaced: so many a second, and a second's calls at once at most.

Baskets that are asked about again take half of that at most (D22).
"""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from entracte import clock
from entracte.boxoffice.gate.circuit import GATE_OPENS, locked_gate
from entracte.boxoffice.models import Gate
from entracte.jobs.facts import announce

BURST_SECONDS = 1.0


def wait_for_rate(restaurant_id: int, *, is_again: bool = False) -> None:
    """Take the next free moment for a call, and wait for it.

    `is_again` says that it is about a basket that is asked about again. Waits as long as all that went
    before need, in a transaction of no one.
    """
    time.sleep(_reserve(restaurant_id, is_again=is_again))


def may_ask_again(gate: Gate) -> bool:
    """Say whether a basket may be asked about again now."""
    return _wait(gate.next_again_at, clock.system_now(), _spacing(is_again=True)) == 0


def wake_for_those_again(gate: Gate) -> None:
    """Leave one job for the moment when a basket may be asked about again. Runs under the gate's lock."""
    now = clock.system_now()
    if gate.wakes_at is not None and gate.wakes_at > now:
        return
    wait = _wait(gate.next_again_at, now, _spacing(is_again=True))
    gate.wakes_at = now + timedelta(seconds=wait)
    gate.save(update_fields=["wakes_at"])
    announce(GATE_OPENS, gate.restaurant_id, after_seconds=wait)


@transaction.atomic
def _reserve(restaurant_id: int, *, is_again: bool) -> float:
    """Return in how many seconds the call may go out, and move the next one behind it."""
    gate, now = locked_gate(restaurant_id), clock.system_now()
    spacing = _spacing()
    wait = _wait(gate.next_call_at, now, spacing)
    gate.next_call_at = max(gate.next_call_at or now, now) + spacing
    if is_again:
        of_those = _spacing(is_again=True)
        wait = max(wait, _wait(gate.next_again_at, now, of_those))
        gate.next_again_at = max(gate.next_again_at or now, now) + of_those
    gate.save(update_fields=["next_call_at", "next_again_at"])
    return wait


def _spacing(*, is_again: bool = False) -> timedelta:
    return timedelta(seconds=(2 if is_again else 1) / settings.SPEKTRIX_CALLS_PER_SECOND)


def _wait(next_at: datetime | None, now: datetime, spacing: timedelta) -> float:
    """Return how many seconds a call has to wait: none while the calls of a second are not used up."""
    burst = max(timedelta(seconds=BURST_SECONDS) - spacing, timedelta())
    return 0.0 if next_at is None else max((next_at - now - burst).total_seconds(), 0.0)
