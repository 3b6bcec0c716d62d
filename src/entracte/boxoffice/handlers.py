"""The jobs of the box office. Each looks at its row again, and may run any number of times."""

from django.db.models import QuerySet

from entracte import clock
from entracte.bookings.facts import BOOKING_COMPLETED, BOOKING_REOPENED, BRIDGE_NEEDS_PERSON
from entracte.boxoffice import sweep
from entracte.boxoffice.activity.waiting import restaurants_in_need
from entracte.boxoffice.claims.anonymous import end_anonymous
from entracte.boxoffice.gate.circuit import GATE_OPENS
from entracte.boxoffice.handovers.open import open_handover, withdraw_unwritten
from entracte.boxoffice.models import Claim, Handover
from entracte.boxoffice.parking import CLAIM_MADE, HANDOVER_DUE
from entracte.boxoffice.stoppages.begin_again import probe
from entracte.boxoffice.turns import take_turn
from entracte.jobs.duties import every
from entracte.jobs.facts import announce, handles

SWEEP_SECONDS = 60
# work that is tried again at once by a person needs no letter
NEED_SECONDS = 900


@handles(CLAIM_MADE)
def verify_claim(claim_id: int) -> None:
    """Take a turn where this claim was made: the oldest piece goes, whichever that is."""
    _take_turn_of(Claim.objects.filter(pk=claim_id))


@handles(GATE_OPENS)
def take_next_turn(restaurant_id: int) -> None:
    """Take a turn at this restaurant."""
    take_turn(restaurant_id, clock=clock.now)


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
    """Take a turn where this handover is due: the oldest piece goes, whichever that is."""
    _take_turn_of(Handover.objects.filter(pk=handover_id))


@handles(sweep.CLAIM_OVERDUE)
def expire_claim(claim_id: int) -> None:
    """End a claim that could not be settled in time."""
    sweep.expire(claim_id, at=clock.now())


@handles(sweep.SIGN_IN_OVER)
def end_anonymous_claim(claim_id: int) -> None:
    """End a claim on whose basket no one signed in in time."""
    end_anonymous(claim_id, at=clock.now())


@handles(sweep.PROBE_DUE)
def send_probe(stoppage_id: int) -> None:
    """Let one piece ask whether a parked kind of call is let through again."""
    probe(stoppage_id, at=clock.now())


@handles(sweep.HANDOVER_STRANDED)
def release_stranded_handover(handover_id: int) -> None:
    """Decide again about a handover that waits for no claim."""
    sweep.release_stranded(handover_id, at=clock.now())


@every(lambda: SWEEP_SECONDS)
def sweep_box_office() -> None:
    """Look for work that has waited too long."""
    sweep.sweep(now=clock.now())


@every(lambda: NEED_SECONDS)
def say_who_is_needed() -> None:
    """Announce where work waits for a person; who hears it says so once a day."""
    for restaurant_id in restaurants_in_need():
        announce(BRIDGE_NEEDS_PERSON, restaurant_id)


def _take_turn_of(rows: QuerySet[Claim] | QuerySet[Handover]) -> None:
    for restaurant_id in rows.values_list("restaurant_id", flat=True):
        take_turn(restaurant_id, clock=clock.now)
