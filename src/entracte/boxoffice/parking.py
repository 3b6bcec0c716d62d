"""Work is queued, and parked where a person is needed (D16)."""

from datetime import datetime, timedelta

from django.conf import settings

from entracte.boxoffice.connection_lock import why_not_asked
from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover, HandoverState
from entracte.boxoffice.reasons import StopReason, plain
from entracte.boxoffice.steps import record_step
from entracte.jobs.facts import announce

CLAIM_MADE = "claim_made"
HANDOVER_DUE = "handover_due"
# The one state that claims and handovers share by name and by meaning.
PARKED = "parked"
# The pause of a piece that Spektrix knows nothing of, for now.
GONE = "gone"


def queue_claim(claim: Claim, *, at: datetime) -> None:
    """Let the claim wait for its turn to ask whose basket it is, and leave a job that takes turns."""
    claim.state, claim.reason = ClaimState.WAITING, ""
    claim.next_try_at = claim.gone_since = None
    claim.queued_at = at
    claim.pause = ""
    claim.save()
    announce(CLAIM_MADE, claim.pk)


def queue_handover(handover: Handover, *, at: datetime) -> None:
    """Let the handover wait for its turn to write, and leave a job that takes turns.

    It does not write before the press of Completed can no longer be undone (D35).
    """
    # never longer than the undo, whatever the clock of the machine said that took the press
    wait = min(time_to_undo(handover, at=at), timedelta(seconds=settings.UNDO_SECONDS))
    handover.state, handover.reason = HandoverState.QUEUED, ""
    handover.next_try_at = at + wait if wait else None
    handover.queued_at, handover.gone_since = at, None
    handover.pause = ""
    handover.save()
    announce(HANDOVER_DUE, handover.pk, after_seconds=wait.total_seconds())


def time_to_undo(handover: Handover, *, at: datetime) -> timedelta:
    """Return for how long the press of Completed can still be undone; nothing once it cannot."""
    undo = timedelta(seconds=settings.UNDO_SECONDS)
    return max(handover.completed_at + undo - at, timedelta())


def park(
    row: Claim | Handover, reason: StopReason, *, at: datetime, sentence: str = "", status: int | None = None
) -> None:
    """Set the row aside until the settings change or a person decides; its job ends.

    A claim keeps its basket id. `sentence` replaces the reason's own in the list of steps.
    """
    row.state, row.reason = PARKED, reason.value
    row.next_try_at, row.pause = None, ""
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


def is_unchanged(connection: Connection) -> bool:
    """Say whether the settings are still those that were used for a call.

    Runs in the transaction that locks the connection for work.
    """
    return Connection.objects.filter(pk=connection.pk, changed_at=connection.changed_at).exists()


def report_trouble(connection: Connection, sentence: str) -> None:
    """Keep what a person must put right."""
    Connection.objects.filter(pk=connection.pk).update(trouble=sentence)
