"""Work is queued, parked while the settings are wrong, and resumed once they are right (D16)."""

from datetime import datetime

from django.db import transaction

from entracte.boxoffice.connection_lock import connection_to_change, why_not_asked
from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover, HandoverState
from entracte.boxoffice.reasons import RESUMED_BY_SETTINGS, StopReason, plain
from entracte.boxoffice.steps import record_step
from entracte.jobs.facts import announce

CLAIM_MADE = "claim_made"
HANDOVER_DUE = "handover_due"
# The one state that claims and handovers share by name and by meaning.
PARKED = "parked"


def queue_claim(claim: Claim) -> None:
    """Store the job that asks whose basket it is; claims go in any order."""
    claim.state, claim.reason = ClaimState.WAITING, ""
    claim.save()
    announce(CLAIM_MADE, claim.pk)


def queue_handover(handover: Handover) -> None:
    """Store the job that writes; handovers of one customer go one at a time, in order (D7).

    The lock names the restaurant, which has one connection at most. A connection that is removed and saved
    again has another id, and a write that still waits would run at the same time as the next.
    """
    handover.state, handover.reason = HandoverState.QUEUED, ""
    handover.save()
    announce(HANDOVER_DUE, handover.pk, lock=f"handover:{handover.restaurant_id}:{handover.customer_id}")


def park(
    row: Claim | Handover, reason: StopReason, *, at: datetime, sentence: str = "", status: int | None = None
) -> None:
    """Set the row aside until the settings change or a person decides; its job ends.

    A claim keeps its basket id. `sentence` replaces the reason's own in the list of steps.
    """
    row.state, row.reason, row.next_try_at = PARKED, reason.value, None
    row.save()
    record_step(row, "parked", sentence or plain(reason), at=at, status=status)


def connection_or_park(
    row: Claim | Handover, connection: Connection | None, *, at: datetime
) -> Connection | None:
    """Return the connection where Spektrix may be asked now; else park the row and return None (D16)."""
    reason = why_not_asked(connection)
    if reason is not None:
        park(row, reason, at=at)
        return None
    return connection


def report_trouble(connection: Connection, sentence: str) -> bool:
    """Keep what a person must put right; False where the settings were changed since they were used.

    Runs in the transaction that locks the connection for work.
    """
    same = Connection.objects.filter(pk=connection.pk, changed_at=connection.changed_at)
    return same.update(trouble=sentence) == 1


def forget_trouble(connection: Connection, *, at: datetime) -> None:
    """Forget a trouble that has passed, since a call went well, and resume what was parked for it.

    Runs in a transaction of its own, since it locks the connection before anything else.
    """
    with transaction.atomic():
        current = connection_to_change(connection.restaurant_id)
        if current is not None and current.pk == connection.pk:
            Connection.objects.filter(pk=current.pk).update(trouble="")
            resume(current, at=at)


def resume(connection: Connection, *, at: datetime) -> int:
    """Store new jobs for what the settings had parked; return for how many.

    Runs in the transaction that changed the connection. Each job looks again whether it still may.
    """
    if not connection.is_on:
        return 0
    parked = {"restaurant_id": connection.restaurant_id, "state": PARKED, "reason__in": RESUMED_BY_SETTINGS}
    claims = list(Claim.objects.select_for_update().filter(**parked).order_by("id"))
    for claim in claims:
        claim.gone_since = None
        queue_claim(claim)
        record_step(claim, "resumed", "The connection is right again; goes on.", at=at)
    handovers = list(Handover.objects.select_for_update().filter(**parked).order_by("completed_at", "id"))
    for handover in handovers:
        queue_handover(handover)
        record_step(handover, "resumed", "The connection is right again; goes on.", at=at)
    return len(claims) + len(handovers)
