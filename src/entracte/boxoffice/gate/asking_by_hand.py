"""When may a test that a person pressed ask Spektrix, beside the work that asks already?

A test counts among the restaurant's calls in flight like any piece of work. All in the machine's own time.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from entracte.boxoffice.gate.asking import asks_now, drop_asking, keep_asking, most_at_once
from entracte.boxoffice.gate.circuit import GATE_OPENS, locked_gate
from entracte.boxoffice.models import Asking
from entracte.jobs.facts import announce

LOOK_AGAIN_SECONDS = 0.05
# What asks already ends within its own time limit; a little more, and the person is asked to press again.
PATIENCE_SECONDS = 5


class NoneEnded(Exception):
    """As many calls as may be in flight stayed in flight for as long as a person can wait."""


@contextmanager
def asking_by_hand(restaurant_id: int) -> Iterator[None]:
    """Let a person's test ask Spektrix; the circuit does not hold it back, for the test may open it.

    Its row stands in line at once, so no more work begins before it. Waits as long as one exchange may last
    and five seconds, in a transaction of no one. Raises NoneEnded.
    """
    asking = _stand_in_line(restaurant_id)
    try:
        _wait_for_its_turn(asking)
        yield
    finally:
        drop_asking(asking)
        with transaction.atomic():
            announce(GATE_OPENS, restaurant_id)


@transaction.atomic
def _stand_in_line(restaurant_id: int) -> Asking:
    locked_gate(restaurant_id)
    asking = Asking(restaurant_id=restaurant_id)
    keep_asking(asking)
    return asking


def _wait_for_its_turn(asking: Asking) -> None:
    until = time.monotonic() + settings.SPEKTRIX_TIMEOUT_SECONDS + PATIENCE_SECONDS
    while not _is_its_turn(asking):
        if time.monotonic() > until:
            raise NoneEnded
        time.sleep(LOOK_AGAIN_SECONDS)


@transaction.atomic
def _is_its_turn(asking: Asking) -> bool:
    """Say whether fewer than may ask stand before it."""
    gate = locked_gate(asking.restaurant_id)
    return asks_now(gate).filter(pk__lt=asking.pk).count() < most_at_once(gate)
