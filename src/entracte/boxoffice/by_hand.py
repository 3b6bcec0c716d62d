"""How does a person try a piece of work again, or discard it (D16, D18)?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.boxoffice.claims.settle import locked_claim, settle_unverified
from entracte.boxoffice.connection_lock import why_not_asked
from entracte.boxoffice.handovers.deliver import locked_handover
from entracte.boxoffice.handovers.next_step import take_next_step
from entracte.boxoffice.models import Claim, ClaimState, Handover, HandoverState
from entracte.boxoffice.parking import CLAIM_MADE
from entracte.boxoffice.reasons import UnverifiedReason, plain
from entracte.boxoffice.steps import record_step
from entracte.jobs.facts import announce

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


class CannotTryAgain(Exception):
    """The claim is settled, the handover is done, or nothing may be asked now. `plain` says which."""

    def __init__(self, plain: str) -> None:
        super().__init__(plain)
        self.plain = plain


SETTLED = "This is settled already."


def try_again(row: Claim | Handover, *, now: datetime) -> None:
    """Store a new job for a parked claim, or a parked or failed handover. Raises CannotTryAgain."""
    with transaction.atomic():
        if isinstance(row, Claim):
            _try_claim_again(row.pk, now)
        else:
            _try_handover_again(row.pk, now)


def discard(row: Claim | Handover, *, now: datetime) -> None:
    """End an open claim or an open or failed handover without asking Spektrix. Raises CannotTryAgain.

    A discarded claim erases its basket id, and what waited for it ends not mirrored.
    """
    with transaction.atomic():
        if isinstance(row, Claim):
            opened = locked_claim(row.pk, states=Claim.OPEN)
            if opened is None:
                raise CannotTryAgain(SETTLED)
            claim, person, connection = opened
            settle_unverified(claim, UnverifiedReason.DISCARDED, person, connection, at=now)
        else:
            _discard_handover(row.pk, now)


def row_by_key(restaurant: Restaurant, key: str) -> Claim | Handover | None:
    """Return the claim or handover of this public key, of this restaurant only."""
    found = {"restaurant": restaurant, "key": key[:16]}
    return Claim.objects.filter(**found).first() or Handover.objects.filter(**found).first()


def _try_claim_again(claim_id: int, now: datetime) -> None:
    opened = locked_claim(claim_id, states=(ClaimState.PARKED,))
    if opened is None:
        raise CannotTryAgain(SETTLED)
    claim, _, connection = opened
    _require_connection(why_not_asked(connection))
    claim.state, claim.reason = ClaimState.WAITING, ""
    claim.save()
    record_step(claim, "tried_again", "A person asked for another try.", at=now)
    announce(CLAIM_MADE, claim.pk)


def _try_handover_again(handover_id: int, now: datetime) -> None:
    opened = locked_handover(handover_id)
    if opened is None or opened[0].state not in (HandoverState.PARKED, HandoverState.FAILED):
        raise CannotTryAgain(SETTLED)
    handover, person, connection = opened
    _require_connection(why_not_asked(connection))
    handover.settled_at = None
    record_step(handover, "tried_again", "A person asked for another try.", at=now)
    take_next_step(handover, person, connection, at=now)


def _discard_handover(handover_id: int, now: datetime) -> None:
    opened = locked_handover(handover_id)
    if opened is None or opened[0].state not in (*Handover.OPEN, HandoverState.FAILED):
        raise CannotTryAgain(SETTLED)
    handover = opened[0]
    handover.state, handover.reason = HandoverState.DISCARDED, UnverifiedReason.DISCARDED.value
    handover.settled_at, handover.next_try_at = now, None
    handover.save()
    record_step(handover, "discarded", plain(UnverifiedReason.DISCARDED), at=now)


def _require_connection(why: str | None) -> None:
    if why is not None:
        raise CannotTryAgain(plain(why))
