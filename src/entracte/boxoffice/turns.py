"""Work takes turns: the oldest piece that may ask Spektrix now goes, and then lets the next go.

A job is only a sign that something may be due; which piece goes is decided when it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count, islice

from django.db import transaction
from django.db.models import Case, Q, QuerySet, When

from entracte.boxoffice.claims.verify import verify
from entracte.boxoffice.gate.asking import Piece, begin_asking, end_asking, how_many_more
from entracte.boxoffice.gate.circuit import GATE_OPENS, is_closed, locked_gate
from entracte.boxoffice.gate.rate import may_ask_again, wake_for_those_again
from entracte.boxoffice.handovers.deliver import deliver
from entracte.boxoffice.models import Claim, ClaimState, Gate, Handover, HandoverState
from entracte.boxoffice.stoppages.ask_again import closed_calls
from entracte.boxoffice.work import Clock
from entracte.jobs.facts import announce
from entracte.jobs.tries import TryLater

READ_AT_ONCE = 50


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
        end_asking(begun)
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
        claims = _claims_now(gate, at=at)[:most].count()
        handovers = len(list(islice(_due_handovers(restaurant_id, at=at), most)))
        number = min(most, claims + handovers)
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
    """Return the piece that goes next: fresh claims, then the oldest; after failures the least tried.

    What is asked about again goes first within its half of the rate.
    """
    claims = _claims_now(gate, at=at)
    handovers = _due_handovers(gate.restaurant_id, at=at)
    if gate.failures:
        claim = claims.order_by("tries", "created_at").first()
        handover = min(islice(handovers, READ_AT_ONCE), key=lambda each: each.tries, default=None)
    else:
        claim, handover = claims.first(), next(handovers, None)
    if claim is None or handover is None:
        return claim or handover
    if gate.failures and claim.tries != handover.tries:
        return claim if claim.tries < handover.tries else handover
    is_first = claim.tries == 0 or claim.anonymous_since or claim.created_at <= handover.completed_at
    return claim if is_first else handover


def _claims_now(gate: Gate, *, at: datetime) -> QuerySet[Claim]:
    """Return the due claims, in order; while their half of the rate is used up none that is asked again.

    A job comes for these when it is free.
    """
    due = _due_claims(gate.restaurant_id, at=at)
    again = due.filter(anonymous_since__isnull=False)
    if may_ask_again(gate) or not again.exists():
        return due
    wake_for_those_again(gate)
    return due.filter(anonymous_since__isnull=True)


def _due_claims(restaurant_id: int, *, at: datetime) -> QuerySet[Claim]:
    """Return the due claims: never asked, then tried again, then asked again; the longest waiting first."""
    is_again = Case(When(anonymous_since__isnull=False, then=2), When(tries=0, then=0), default=1)
    waits_since = Case(When(anonymous_since__isnull=False, then="next_try_at"), default="created_at")
    ours = Q(restaurant_id=restaurant_id, asking__isnull=True, state=ClaimState.WAITING)
    found = Claim.objects.filter(ours, _is_due(at)).exclude(call__in=closed_calls(restaurant_id, at=at))
    return found.order_by(is_again, waits_since, "id")


def _due_handovers(restaurant_id: int, *, at: datetime) -> Iterator[Handover]:
    """Return the handovers that may go now, oldest first; of one customer's only the oldest (D7).

    Read in small parts: with thousands in line the first few are all that is looked at.
    """
    closed = set(closed_calls(restaurant_id, at=at))
    in_line = Handover.objects.filter(restaurant_id=restaurant_id, state=HandoverState.QUEUED)
    in_order = in_line.select_related("asking").order_by("completed_at", "id")
    customers: set[str] = set()
    for start in count(0, READ_AT_ONCE):
        part = list(in_order[start : start + READ_AT_ONCE])
        for each in part:
            is_oldest = each.customer_id not in customers
            customers.add(each.customer_id)
            is_asking, is_closed_now = hasattr(each, "asking"), each.call in closed
            if is_oldest and not is_asking and not is_closed_now and _has_come(each.next_try_at, at):
                yield each
        if len(part) < READ_AT_ONCE:
            return


def _has_come(next_try_at: datetime | None, at: datetime) -> bool:
    return next_try_at is None or next_try_at <= at


def _is_due(at: datetime) -> Q:
    return Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
