"""Which work is set aside, and how does it go on once the settings are right (D16)?"""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from entracte.boxoffice.connection_lock import connection_to_change
from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover, HandoverState
from entracte.boxoffice.reasons import RESUMED_BY_SETTINGS, StopReason, plain
from entracte.boxoffice.steps import record_step
from entracte.jobs.facts import announce
from entracte.jobs.tries import TryLater

logger = logging.getLogger(__name__)

CLAIM_MADE = "claim_made"
HANDOVER_DUE = "handover_due"
Clock = Callable[[], datetime]


def park_claim(
    claim: Claim, why: StopReason, *, at: datetime, sentence: str = "", status: int | None = None
) -> None:
    """Set the claim aside, with its basket id, until the settings change or a person decides."""
    claim.state, claim.reason, claim.next_try_at = ClaimState.PARKED, why.value, None
    claim.save()
    record_step(claim, "parked", sentence or plain(why), at=at, status=status)


def park_handover(
    handover: Handover, why: StopReason, *, at: datetime, sentence: str = "", status: int | None = None
) -> None:
    """Set the handover aside until the settings change or a person decides. Its job ends."""
    handover.state, handover.reason, handover.next_try_at = HandoverState.PARKED, why.value, None
    handover.save()
    record_step(handover, "parked", sentence or plain(why), at=at, status=status)


def queue_handover(handover: Handover) -> None:
    """Store the job that writes; handovers of one customer go one at a time, in order (D7).

    A restaurant has one connection at most. Its own id would change when it is removed and saved anew, and
    a write that still waits would run beside the next.
    """
    handover.state, handover.reason = HandoverState.QUEUED, ""
    handover.save()
    announce(HANDOVER_DUE, handover.pk, lock=f"handover:{handover.restaurant_id}:{handover.customer_id}")


def report_trouble(connection: Connection, sentence: str) -> bool:
    """Keep what a person must put right; False where the settings were changed since they were used.

    Runs in the transaction that holds the connection for work.
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
    """Store new jobs for what the settings had parked; returns for how many.

    Runs in the transaction that changed the connection. Each job looks again whether it still may.
    """
    if not connection.is_on:
        return 0
    parked = {"restaurant_id": connection.restaurant_id, "state": "parked", "reason__in": RESUMED_BY_SETTINGS}
    claims = list(Claim.objects.select_for_update().filter(**parked).order_by("id"))
    for claim in claims:
        claim.state, claim.reason, claim.gone_since = ClaimState.WAITING, "", None
        claim.save()
        record_step(claim, "resumed", "The connection is right again; goes on.", at=at)
        announce(CLAIM_MADE, claim.pk)
    handovers = list(Handover.objects.select_for_update().filter(**parked).order_by("completed_at", "id"))
    for handover in handovers:
        record_step(handover, "resumed", "The connection is right again; goes on.", at=at)
        queue_handover(handover)
    return len(claims) + len(handovers)


def run_or_park(work: Callable[[], None], *, park: Callable[[str], None], name: str) -> None:
    """Run the work of a job; what nobody foresaw parks its row instead of failing for ever.

    The log gets the kind of error and the lines of code, never its text, which may hold personal data.
    """
    try:
        work()
    except (TryLater, OperationalError, InterfaceError):
        raise
    except Exception as bug:  # noqa: BLE001 - parked, logged and shown to staff
        where = "".join(traceback.format_tb(bug.__traceback__))
        logger.error("%s met a bug, %s, and is parked\n%s", name, type(bug).__name__, where)
        park(plain(StopReason.BUG))
