"""Work takes turns: the oldest piece that may ask Spektrix now goes, and then lets the next go.

A job is only a sign that something may be due; which piece goes is decided when it runs.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from entracte.boxoffice.claims.verify import verify
from entracte.boxoffice.gate.asking import Piece, begin_asking, end_asking, how_many_more
from entracte.boxoffice.gate.circuit import GATE_OPENS, is_closed, locked_gate
from entracte.boxoffice.handovers.deliver import deliver
from entracte.boxoffice.models import Claim, ClaimState, Gate, Handover, HandoverState
from entracte.boxoffice.stoppages.ask_again import closed_calls
from entracte.boxoffice.work import Clock
from entracte.jobs.facts import announce
from entracte.jobs.tries import TryLater


def take_turn(restaurant_id: int, *, clock: Clock) -> None:
    """Do one piece of this restaurant's work, where one is due and may ask now; then let the next go.

    May be called any number of times, also at once. A piece that has to wait is no failed job: its row says
    when it is due, and a job comes then.
    """
    begun = begin_asking(restaurant_id, lambda gate: _oldest(gate, at=clock()))
    if begun is None:
        return
    try:
        wait = _do(begun.piece, clock=clock)
    finally:
        end_asking(begun.asking)
    with transaction.atomic():
        if wait is not None:
            announce(GATE_OPENS, restaurant_id, after_seconds=wait)
        let_next_go(restaurant_id, at=clock())


def _do(piece: Piece, *, clock: Clock) -> float | None:
    """Do the piece; return in how many seconds it is due again, None where it has ended."""
    try:
        if isinstance(piece, Claim):
            verify(piece.pk, clock=clock)
        else:
            deliver(piece.pk, clock=clock)
    except TryLater as later:
        return later.after_seconds or 0
    return None


def let_next_go(restaurant_id: int, *, at: datetime) -> int:
    """Leave a job for each piece that may ask now; return how many."""
    with transaction.atomic():
        gate = locked_gate(restaurant_id)
        if is_closed(gate):
            return 0
        most = how_many_more(gate)
        number = min(most, sum(rows[:most].count() for rows in _due(restaurant_id, at=at)))
        for _ in range(number):
            announce(GATE_OPENS, restaurant_id)
    return number


def restaurants_with_work(*, at: datetime) -> set[int]:
    """Return the restaurants where a piece of work is due."""
    waiting = Claim.objects.filter(_is_due(at), state=ClaimState.WAITING)
    queued = Handover.objects.filter(_is_due(at), state=HandoverState.QUEUED)
    return {
        *waiting.values_list("restaurant_id", flat=True).distinct(),
        *queued.values_list("restaurant_id", flat=True).distinct(),
    }


def _oldest(gate: Gate, *, at: datetime) -> Piece | None:
    """Return the piece that goes next: fresh claims, then the oldest; after failures the least tried."""
    claims, handovers = _due(gate.restaurant_id, at=at)
    if gate.failures:
        claims, handovers = (
            claims.order_by("tries", "created_at"),
            handovers.order_by("tries", "completed_at"),
        )
    claim, handover = claims.first(), handovers.first()
    if claim is None or handover is None:
        return claim or handover
    if gate.failures and claim.tries != handover.tries:
        return claim if claim.tries < handover.tries else handover
    is_first = claim.tries == 0 or claim.created_at <= handover.completed_at
    return claim if is_first else handover


def _due(restaurant_id: int, *, at: datetime) -> tuple[QuerySet[Claim], QuerySet[Handover]]:
    """Return what may go now, in order; of one customer's handovers only the oldest (D7)."""
    ours = Q(restaurant_id=restaurant_id, asking__isnull=True) & _is_due(at)
    closed = closed_calls(restaurant_id, at=at)
    is_again = Case(When(tries=0, then=0), default=1)
    claims = Claim.objects.filter(ours, state=ClaimState.WAITING).exclude(call__in=closed)
    earlier = Handover.objects.filter(
        Q(completed_at__lt=OuterRef("completed_at"))
        | Q(completed_at=OuterRef("completed_at"), id__lt=OuterRef("id")),
        restaurant_id=restaurant_id,
        customer_id=OuterRef("customer_id"),
        state=HandoverState.QUEUED,
    )
    handovers = Handover.objects.filter(ours, ~Exists(earlier), state=HandoverState.QUEUED)
    return (
        claims.order_by(is_again, "created_at", "id"),
        handovers.exclude(call__in=closed).order_by("completed_at", "id"),
    )


def _is_due(at: datetime) -> Q:
    return Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
