"""Work that stopped is begun again: one piece goes first, and the rest follows when it holds (D27, D28)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from entracte.boxoffice.connection_lock import connection_to_change
from entracte.boxoffice.gate.circuit import OUTAGE
from entracte.boxoffice.models import (
    Claim,
    ClaimState,
    Connection,
    Handover,
    HandoverState,
    Step,
    Stoppage,
)
from entracte.boxoffice.parking import GONE, PARKED, queue_claim, queue_handover
from entracte.boxoffice.reasons import BEGUN_AGAIN, StopReason
from entracte.boxoffice.steps import record_step

GOES_ON = "The connection is right again; goes on."
FIRST_FEW = 2
LONGEST_HOURS = 4
# What says nothing about the settings while it waits: another goes first meanwhile.
SAYS_NOTHING = (GONE, OUTAGE)
FIRST = "Goes first, to see whether the connection is right again."
Piece: TypeAlias = "Claim | Handover"


def begin_all_again(connection: Connection, *, at: datetime) -> None:
    """Begin again what stopped, since a person put something right (D28): the oldest of each kind goes first.

    Runs in the transaction that is alone with the connection.
    """
    if not connection.is_on:
        return
    restaurant_id = connection.restaurant_id
    kept = Stoppage.objects.filter(restaurant_id=restaurant_id).values_list("call", flat=True)
    for call in sorted({*kept, *_stopped_calls(restaurant_id)}):
        stoppage, _ = Stoppage.objects.get_or_create(restaurant_id=restaurant_id, call=call)
        _forget_failures(stoppage)
        stoppage.is_trying = True
        stoppage.round += 1
        stoppage.save()
        _send_next(stoppage, at=at)


def go_on(restaurant_id: int, *, at: datetime) -> None:
    """Let the next oldest go first where the one that went before did not hold. May be called at any time."""
    waiting = Stoppage.objects.filter(restaurant_id=restaurant_id, is_trying=True)
    if not waiting.exists():
        return
    with transaction.atomic():
        connection = connection_to_change(restaurant_id)
        for stoppage in waiting.select_for_update():
            if not _is_under_way(stoppage):
                _send_next(stoppage, at=at, may_ask=connection is not None and connection.is_on)


def probe(stoppage_id: int, *, at: datetime) -> None:
    """Let one piece ask whether a parked kind of call is let through again (D27), if that is due."""
    with transaction.atomic():
        found = Stoppage.objects.filter(pk=stoppage_id).first()
        connection = None if found is None else connection_to_change(found.restaurant_id)
        if connection is None or not connection.is_on:
            return
        due = Stoppage.objects.select_for_update().filter(pk=stoppage_id, is_parked=True, next_at__lte=at)
        stoppage = due.first()
        if stoppage is not None and not _is_under_way(stoppage):
            stoppage.round += 1
            stoppage.next_at = next_probe_at(stoppage, at=at)
            stoppage.save()
            _send_next(stoppage, at=at)


def release(connection: Connection, calls: Collection[str], *, at: datetime) -> None:
    """Let all of these kinds of call go on, oldest first, since one of each held.

    Runs in a transaction of its own, since it locks the connection before anything else.
    """
    stopped = Stoppage.objects.filter(restaurant_id=connection.restaurant_id, call__in=calls)
    stopped = stopped.filter(Q(is_trying=True) | Q(failing_since__isnull=False))
    if not stopped.exists():
        return
    with transaction.atomic():
        current = connection_to_change(connection.restaurant_id)
        if current is None or current.changed_at != connection.changed_at:
            return
        for stoppage in stopped.select_for_update():
            _release_all(stoppage, at=at)
        still = Stoppage.objects.filter(restaurant_id=current.restaurant_id, is_parked=True).first()
        Connection.objects.filter(pk=current.pk).update(trouble="" if still is None else still.sentence)


def next_probe_at(stoppage: Stoppage, *, at: datetime) -> datetime:
    """Return when the next probe of a parked kind is due: the intervals grow with the time passed."""
    began = stoppage.failing_since or at
    patience = timedelta(seconds=settings.SETTINGS_PATIENCE_SECONDS)
    return at + min(max(at - began, patience), timedelta(hours=LONGEST_HOURS))


def send_first(row: Piece) -> None:
    """Let this piece ask though its kind of call is parked, since a person wants it; saves nothing of it."""
    stoppage = Stoppage.objects.select_for_update().filter(restaurant_id=row.restaurant_id, call=row.call)
    found = stoppage.filter(is_parked=True).first()
    if found is not None:
        found.round += 1
        found.save(update_fields=["round"])
        row.round = found.round


def is_probe(row: Piece, stoppage: Stoppage) -> bool:
    """Say whether this piece goes first in the present round."""
    return stoppage.round > 0 and row.round == stoppage.round


def stopped_claims(restaurant_id: int, reasons: Collection[str] = BEGUN_AGAIN) -> QuerySet[Claim]:
    """Return the claims that stand still for these reasons, oldest first."""
    rows = Claim.objects.filter(restaurant_id=restaurant_id, state=PARKED, reason__in=reasons)
    return rows.order_by("created_at", "id")


def stopped_handovers(restaurant_id: int, reasons: Collection[str] = BEGUN_AGAIN) -> QuerySet[Handover]:
    """Return the handovers that stand still for these reasons, oldest first."""
    rows = Handover.objects.filter(
        restaurant_id=restaurant_id, state__in=Handover.STOPPED, reason__in=reasons
    )
    return rows.order_by("completed_at", "id")


def _stopped_calls(restaurant_id: int) -> set[str]:
    claims = stopped_claims(restaurant_id).order_by().values_list("call", flat=True).distinct()
    handovers = stopped_handovers(restaurant_id).order_by().values_list("call", flat=True).distinct()
    return {*claims, *handovers}


def _reasons(stoppage: Stoppage) -> tuple[str, ...]:
    """Return what goes on: all that a person mended, or what no person has to mend any more."""
    return BEGUN_AGAIN if stoppage.is_trying else (StopReason.SETTINGS.value,)


def _is_under_way(stoppage: Stoppage) -> bool:
    """Say whether the one that goes first has still to say how it went."""
    ours = {"restaurant_id": stoppage.restaurant_id, "call": stoppage.call, "round": stoppage.round}
    return (
        Claim.objects.filter(state=ClaimState.WAITING, **ours).exclude(pause__in=SAYS_NOTHING).exists()
        or Handover.objects.filter(state=HandoverState.QUEUED, **ours)
        .exclude(pause__in=SAYS_NOTHING)
        .exists()
    )


def _send_next(stoppage: Stoppage, *, at: datetime, may_ask: bool = True) -> None:
    """Let the oldest that was not first in this round go first; the round is over where there is none."""
    row = _oldest(stoppage) if may_ask else None
    if row is None:
        stoppage.is_trying = False
        stoppage.save(update_fields=["is_trying"])
        return
    row.round = stoppage.round
    record_step(row, "resumed", FIRST, at=at)
    if isinstance(row, Claim):
        queue_claim(row, at=at)
    else:
        row.settled_at = None
        queue_handover(row, at=at)


def _oldest(stoppage: Stoppage) -> Piece | None:
    reasons, mine = _reasons(stoppage), {"call": stoppage.call, "round__lt": stoppage.round}
    claim = stopped_claims(stoppage.restaurant_id, reasons).filter(**mine).select_for_update().first()
    handovers = stopped_handovers(stoppage.restaurant_id, reasons)
    handover = handovers.filter(**mine).select_for_update().first()
    if claim is None or handover is None:
        return claim or handover
    return claim if claim.created_at <= handover.completed_at else handover


def _release_all(stoppage: Stoppage, *, at: datetime) -> None:
    reasons, restaurant_id = _reasons(stoppage), stoppage.restaurant_id
    claims = list(stopped_claims(restaurant_id, reasons).filter(call=stoppage.call).select_for_update())
    handovers = list(stopped_handovers(restaurant_id, reasons).filter(call=stoppage.call).select_for_update())
    send_all(claims, handovers, sentence=GOES_ON, at=at)
    waits = {"restaurant_id": restaurant_id, "call": stoppage.call, "pause": StopReason.SETTINGS.value}
    Claim.objects.filter(state=ClaimState.WAITING, **waits).update(next_try_at=None, pause="", queued_at=at)
    Handover.objects.filter(state=HandoverState.QUEUED, **waits).update(
        next_try_at=None, pause="", queued_at=at
    )
    _forget_failures(stoppage)
    stoppage.is_trying = False
    stoppage.save()


def send_all(claims: list[Claim], handovers: list[Handover], *, sentence: str, at: datetime) -> None:
    """Let all of these wait for their turn; few statements however many they are.

    Runs under a lock that keeps others from these rows. The first few get a job; whoever ends its turn lets
    the next go.
    """
    ids = [each.pk for each in claims]
    Claim.objects.filter(pk__in=ids).update(
        state=ClaimState.WAITING, reason="", next_try_at=None, pause="", gone_since=None, queued_at=at
    )
    more = [each.pk for each in handovers]
    Handover.objects.filter(pk__in=more).update(
        state=HandoverState.QUEUED,
        reason="",
        next_try_at=None,
        pause="",
        gone_since=None,
        queued_at=at,
        settled_at=None,
    )
    rows: list[Piece] = [*claims, *handovers]
    Step.objects.bulk_create([_resumed(each, sentence, at) for each in rows])
    for claim in claims[:FIRST_FEW]:
        claim.refresh_from_db()
        queue_claim(claim, at=at)
    for handover in handovers[:FIRST_FEW]:
        handover.refresh_from_db()
        queue_handover(handover, at=at)


def _resumed(row: Piece, sentence: str, at: datetime) -> Step:
    return Step(
        restaurant_id=row.restaurant_id,
        claim=row if isinstance(row, Claim) else None,
        handover=row if isinstance(row, Handover) else None,
        at=at,
        what="resumed",
        sentence=sentence,
    )


def _forget_failures(stoppage: Stoppage) -> None:
    stoppage.failing_since = stoppage.next_at = None
    stoppage.failures, stoppage.is_parked, stoppage.sentence = 0, False, ""
