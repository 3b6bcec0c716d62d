"""Calls to one restaurant's Spektrix are spaced: so many a second, and a second's calls at once at most."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from entracte import clock
from entracte.boxoffice.gate.circuit import locked_gate

BURST_SECONDS = 1.0


def wait_for_rate(restaurant_id: int, *, calls: int = 1) -> None:
    """Take the next free moment for a call, and wait for it.

    `calls` is as how many the call counts. Waits as long as all that went before need, in a transaction of
    no one.
    """
    time.sleep(_reserve(restaurant_id, calls))


@transaction.atomic
def _reserve(restaurant_id: int, calls: int) -> float:
    """Return in how many seconds the call may go out, and move the next one behind it."""
    gate, now = locked_gate(restaurant_id), clock.system_now()
    spacing = timedelta(seconds=1 / settings.SPEKTRIX_CALLS_PER_SECOND)
    begins = now if gate.next_call_at is None else max(gate.next_call_at, now)
    gate.next_call_at = begins + spacing * calls
    gate.save(update_fields=["next_call_at"])
    burst = max(timedelta(seconds=BURST_SECONDS) - spacing, timedelta())
    return max((begins - now - burst).total_seconds(), 0.0)
