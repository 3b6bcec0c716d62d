"""A person tries a piece of work again, or discards it (D16, D18)."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.boxoffice.activity.waiting import watched_handovers
from entracte.boxoffice.claims.settle import settle_unverified
from entracte.boxoffice.connection_lock import connection_to_change, why_not_asked
from entracte.boxoffice.handovers.next_step import take_next_step
from entracte.boxoffice.locked_work import LockedWork, locked_claim, locked_handover
from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover, HandoverState
from entracte.boxoffice.parking import queue_claim
from entracte.boxoffice.reasons import StopReason, UnverifiedReason, plain
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.stoppages.begin_again import (
    begin_all_again,
    send_all,
    send_first,
    stopped_claims,
    stopped_handovers,
)
from entracte.restaurants.keys import read_key

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

SETTLED = "This is settled already."
ONLY_WATCHES = "The connection only watches. Switch Watch only off and save, then write this."
TO_TRY_AGAIN = (HandoverState.PARKED, HandoverState.FAILED, HandoverState.WATCHED)
ASKED_FOR = "A person asked for another try."


class CannotTryAgain(Exception):
    """The claim is settled, the handover is done, or nothing may be asked now. `plain` says which."""

    def __init__(self, plain: str) -> None:
        super().__init__(plain)
        self.plain = plain


@transaction.atomic
def try_again(row: Claim | Handover, *, now: datetime) -> None:
    """Store a new job for a parked claim, or a parked, failed or watched handover. Raise CannotTryAgain."""
    if isinstance(row, Claim):
        _try_claim_again(_open_claim(row.pk, (ClaimState.PARKED,)), now)
    else:
        _try_handover_again(_open_handover(row.pk, TO_TRY_AGAIN), now)


@transaction.atomic
def discard(row: Claim | Handover, *, now: datetime, why: str = "") -> None:
    """End an open claim or an open or failed handover without asking Spektrix. Raise CannotTryAgain.

    `why` is what the person typed. A discarded claim erases its basket id, and what waited for it ends not
    mirrored.
    """
    if isinstance(row, Claim):
        locked = _open_claim(row.pk, Claim.OPEN)
        if why:
            record_step(locked.row, "discarded", _because(why), at=now)
        settle_unverified(locked, UnverifiedReason.DISCARDED, at=now)
    else:
        _discard_handover(_open_handover(row.pk, (*Handover.OPEN, HandoverState.FAILED)).row, now, why)


@transaction.atomic
def try_all_again(restaurant: Restaurant, reason: str, *, now: datetime) -> int:
    """Let all that waits for a person for this reason go on, oldest first; return how many.

    What the settings stopped begins with one piece, as after a change of them. Raise CannotTryAgain.
    """
    connection = connection_to_change(restaurant.pk)
    _require_connection(connection)
    claims = list(stopped_claims(restaurant.pk, (reason,)).select_for_update())
    handovers = list(stopped_handovers(restaurant.pk, (reason,)).select_for_update())
    if reason == StopReason.SETTINGS and connection is not None:
        begin_all_again(connection, at=now)
    else:
        send_all(claims, handovers, sentence=ASKED_FOR, at=now)
    return len(claims) + len(handovers)


@transaction.atomic
def write_watched(restaurant: Restaurant, *, now: datetime) -> int:
    """Let all writes that were only watched go out, oldest first (D21); return how many.

    Raise CannotTryAgain. What is written is as it is then, and nothing where the booking was put back.
    """
    connection = connection_to_change(restaurant.pk)
    _require_connection(connection)
    _require_writing(connection)
    watched = watched_handovers(restaurant).order_by("completed_at", "id")
    handovers = list(watched.select_for_update())
    send_all([], handovers, sentence=ASKED_FOR, at=now)
    return len(handovers)


def discard_all(restaurant: Restaurant, reason: str, *, now: datetime, why: str) -> int:
    """Discard all that waits for a person for this reason, and keep why; return how many."""
    number = 0
    stopped: list[Claim | Handover] = [*stopped_claims(restaurant.pk, (reason,))]
    for row in [*stopped, *stopped_handovers(restaurant.pk, (reason,))]:
        with suppress(CannotTryAgain):
            discard(row, now=now, why=why)
            number += 1
    return number


def row_by_key(restaurant: Restaurant, key: str) -> Claim | Handover | None:
    """Return the claim or handover of this public key, of this restaurant only."""
    found = {"restaurant": restaurant, "key": read_key(key)}
    return Claim.objects.filter(**found).first() or Handover.objects.filter(**found).first()


def _open_claim(claim_id: int, states: Collection[str]) -> LockedWork[Claim]:
    locked = locked_claim(claim_id, states=states)
    if locked is None:
        raise CannotTryAgain(SETTLED)
    return locked


def _open_handover(handover_id: int, states: Collection[str]) -> LockedWork[Handover]:
    locked = locked_handover(handover_id, states=states)
    if locked is None:
        raise CannotTryAgain(SETTLED)
    return locked


def _try_claim_again(locked: LockedWork[Claim], now: datetime) -> None:
    _require_connection(locked.connection)
    record_step(locked.row, "tried_again", ASKED_FOR, at=now)
    send_first(locked.row)
    queue_claim(locked.row, at=now)


def _try_handover_again(locked: LockedWork[Handover], now: datetime) -> None:
    _require_connection(locked.connection)
    handover = locked.row
    if handover.state == HandoverState.WATCHED:
        _require_writing(locked.connection)
    handover.settled_at = None
    send_first(handover)
    record_step(handover, "tried_again", ASKED_FOR, at=now)
    take_next_step(handover, locked.person, locked.connection, at=now)


def _discard_handover(handover: Handover, now: datetime, why: str) -> None:
    handover.state, handover.reason = HandoverState.DISCARDED, UnverifiedReason.DISCARDED.value
    handover.settled_at, handover.next_try_at = now, None
    handover.save()
    record_step(handover, "discarded", _because(why), at=now)


def _because(why: str) -> str:
    sentence = plain(UnverifiedReason.DISCARDED)
    return f"{sentence} Why: {why}" if why else sentence


def _require_writing(connection: Connection | None) -> None:
    if connection is None or connection.watch_only:
        raise CannotTryAgain(ONLY_WATCHES)


def _require_connection(connection: Connection | None) -> None:
    reason = why_not_asked(connection)
    if reason is not None:
        raise CannotTryAgain(plain(reason))
