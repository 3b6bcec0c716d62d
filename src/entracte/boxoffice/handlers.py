"""The jobs of the box office. Each looks at its row again, and may run any number of times."""

from entracte import clock
from entracte.bookings.facts import BOOKING_COMPLETED, BOOKING_REOPENED
from entracte.boxoffice import sweep
from entracte.boxoffice.claims.verify import verify
from entracte.boxoffice.handovers.deliver import deliver
from entracte.boxoffice.handovers.open import open_handover, withdraw_unwritten
from entracte.boxoffice.parking import CLAIM_MADE, HANDOVER_DUE
from entracte.jobs.duties import every
from entracte.jobs.facts import handles

SWEEP_SECONDS = 60


@handles(CLAIM_MADE)
def verify_claim(claim_id: int) -> None:
    """Ask Spektrix who owns the basket of a claim."""
    verify(claim_id, clock=clock.now)


@handles(BOOKING_COMPLETED)
def begin_handover(change_id: int) -> None:
    """Open the handover of a booking that became Completed; the id is the change's."""
    open_handover(change_id, at=clock.now())


@handles(BOOKING_REOPENED)
def withdraw_handovers(change_id: int) -> None:
    """Withdraw what a booking that was put back still had to write; the id is the change's."""
    withdraw_unwritten(change_id, at=clock.now())


@handles(HANDOVER_DUE)
def write_handover(handover_id: int) -> None:
    """Write the two attributes of a handover."""
    deliver(handover_id, clock=clock.now)


@handles(sweep.CLAIM_OVERDUE)
def expire_claim(claim_id: int) -> None:
    """End a claim that could not be settled in time."""
    sweep.expire(claim_id, at=clock.now())


@handles(sweep.HANDOVER_STRANDED)
def release_stranded_handover(handover_id: int) -> None:
    """Decide again about a handover that waits for no claim."""
    sweep.release_stranded(handover_id, at=clock.now())


@every(lambda: SWEEP_SECONDS)
def sweep_box_office() -> None:
    """Look for work that has waited too long."""
    sweep.sweep(now=clock.now())
