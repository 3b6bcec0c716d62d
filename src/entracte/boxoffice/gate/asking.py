"""Who asks Spektrix now, and who may begin: no restaurant takes more than its share of a worker.

All in the machine's own time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from entracte import clock
from entracte.boxoffice.gate.circuit import GATE_OPENS, is_closed, locked_gate
from entracte.boxoffice.gate.slow_share import begin_slow, end_slow
from entracte.boxoffice.models import Asking, Claim, Gate, Handover
from entracte.jobs.facts import announce
from entracte.jobs.worker_pulse import dead_workers, jobs_at_once, worker_name

# A piece makes four calls at most.
CALLS_OF_A_PIECE = 4
ASK_AGAIN_SECONDS = 1.0
# The rows of what this process asks now: a row of its own that is not here was left by a lost database.
_asking_here: set[int] = set()

Piece: TypeAlias = "Claim | Handover"


@dataclass(frozen=True, slots=True)
class Begun:
    """A piece of work that may ask, and the row that says so; `is_slow` where its restaurant was slow."""

    asking: Asking
    piece: Piece
    is_slow: bool


@transaction.atomic
def begin_asking(restaurant_id: int, choose: Callable[[Gate], Piece | None]) -> Begun | None:
    """Let the piece that `choose` finds ask now, under the lock of the gate.

    None where nothing is due, or as many ask as may: whoever ends lets the next go.
    """
    gate = locked_gate(restaurant_id)
    if is_closed(gate) or not _is_free(gate):
        return None
    piece = choose(gate)
    if piece is None:
        return None
    asking = Asking(restaurant_id=restaurant_id)
    if isinstance(piece, Claim):
        asking.claim = piece
    else:
        asking.handover = piece
    keep_asking(asking)
    if gate.is_slow and not begin_slow(restaurant_id):
        drop_asking(asking)
        announce(GATE_OPENS, restaurant_id, after_seconds=ASK_AGAIN_SECONDS)
        return None
    return Begun(asking, piece, gate.is_slow)


def end_asking(begun: Begun) -> None:
    """Say that this piece asks no more; where the database is away, the next who looks removes the row."""
    if begun.is_slow:
        end_slow(begun.asking.restaurant_id)
    drop_asking(begun.asking)


def keep_asking(asking: Asking) -> None:
    """Store that this process asks for it now. Runs under the gate's lock."""
    asking.worker, asking.until = worker_name(), _until()
    asking.save()
    _asking_here.add(asking.pk)


def drop_asking(asking: Asking) -> None:
    """Take the row away again."""
    _asking_here.discard(asking.pk)
    Asking.objects.filter(pk=asking.pk).delete()


def asks_now(gate: Gate) -> QuerySet[Asking]:
    """Return what asks now, without what was left by the dead."""
    _forget_dead(gate)
    return Asking.objects.filter(restaurant_id=gate.restaurant_id)


def most_at_once(gate: Gate) -> int:
    """One alone tries whether Spektrix answers again; else as many as the setting says."""
    return 1 if gate.failures or gate.is_slow else max(1, int(settings.SPEKTRIX_CALLS_AT_ONCE))


def how_many_more(gate: Gate) -> int:
    """Return how many more pieces of this restaurant may ask at once."""
    return max(0, most_at_once(gate) - Asking.objects.filter(restaurant_id=gate.restaurant_id).count())


def _is_free(gate: Gate) -> bool:
    taken = list(asks_now(gate).values_list("worker", flat=True))
    return len(taken) < most_at_once(gate) and taken.count(worker_name()) < _third()


def _until() -> datetime:
    """Return when the work must hang: its calls, and what they may have waited for the rate, are over."""
    at_once = max(1, int(settings.SPEKTRIX_CALLS_AT_ONCE))
    rate_seconds = at_once / settings.SPEKTRIX_CALLS_PER_SECOND
    seconds = CALLS_OF_A_PIECE * (settings.SPEKTRIX_TIMEOUT_SECONDS + rate_seconds)
    return clock.system_now() + timedelta(seconds=seconds + 30)


def _third() -> int:
    return max(1, jobs_at_once() // 3)


def _forget_dead(gate: Gate) -> None:
    """Forget what killed workers asked, what this one could not put away, and work that hangs."""
    askings = Asking.objects.filter(restaurant_id=gate.restaurant_id)
    askings.filter(until__lt=clock.system_now()).delete()
    askings.filter(worker=worker_name()).exclude(pk__in=_asking_here).delete()
    others = set(askings.exclude(worker=worker_name()).values_list("worker", flat=True))
    if others:
        askings.filter(worker__in=dead_workers(others)).delete()
