"""Work that has waited too long, or lost what it waited for, is found once a minute (D18)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from entracte.boxoffice.claims.anonymous import claims_never_signed_in
from entracte.boxoffice.claims.settle import is_overdue, settle_unverified
from entracte.boxoffice.connection_lock import connection_for_work
from entracte.boxoffice.gate.circuit import GATE_OPENS
from entracte.boxoffice.handovers.next_step import release_waiting
from entracte.boxoffice.locked_work import locked_claim
from entracte.boxoffice.models import Claim, Handover, HandoverState, Stoppage
from entracte.boxoffice.person import locked_person
from entracte.boxoffice.reasons import UnverifiedReason
from entracte.boxoffice.stoppages.begin_again import go_on
from entracte.boxoffice.turns import restaurants_with_work
from entracte.jobs.facts import announce

CLAIM_OVERDUE = "claim_overdue"
SIGN_IN_OVER = "sign_in_over"
HANDOVER_STRANDED = "handover_stranded"
PROBE_DUE = "probe_due"


def sweep(*, now: datetime) -> int:
    """Leave a job for each open claim past a deadline of its own and each handover that waits for no claim.

    The second is left behind only where profiles were merged or parted. Parked kinds of call are asked about
    again when that is due, and work goes on that lost its job. Return how many jobs.
    """
    deadline = now - timedelta(hours=settings.CLAIM_HOURS)
    overdue = Claim.objects.filter(state__in=Claim.OPEN, created_at__lte=deadline)
    open_claims = Claim.objects.filter(guest_id=OuterRef("guest_id"), state__in=Claim.OPEN)
    stranded = Handover.objects.filter(~Exists(open_claims), state=HandoverState.WAITING)
    due = [(CLAIM_OVERDUE, row_id) for row_id in overdue.values_list("id", flat=True)]
    due += [(SIGN_IN_OVER, row_id) for row_id in claims_never_signed_in(at=now).values_list("id", flat=True)]
    due += [(HANDOVER_STRANDED, row_id) for row_id in stranded.values_list("id", flat=True)]
    probes = Stoppage.objects.filter(is_parked=True, next_at__lte=now)
    due += [(PROBE_DUE, row_id) for row_id in probes.values_list("id", flat=True)]
    due += [(GATE_OPENS, restaurant_id) for restaurant_id in restaurants_with_work(at=now)]
    for restaurant_id in Stoppage.objects.filter(is_trying=True).values_list("restaurant_id", flat=True):
        go_on(restaurant_id, at=now)
    for fact, row_id in due:
        announce(fact, row_id)
    return len(due)


def expire(claim_id: int, *, at: datetime) -> None:
    """End a claim that could not be settled in time, parked or not. May be called twice."""
    with transaction.atomic():
        locked = locked_claim(claim_id, states=Claim.OPEN)
        if locked is not None and is_overdue(locked.row, at=at):
            settle_unverified(locked, UnverifiedReason.COULD_NOT_ASK, at=at)


def release_stranded(handover_id: int, *, at: datetime) -> None:
    """Decide again about the handovers of this one's person. May be called twice."""
    found = Handover.objects.filter(pk=handover_id).values_list("restaurant_id", "guest_id").first()
    if found is None:
        return
    with transaction.atomic():
        connection = connection_for_work(found[0])
        release_waiting(locked_person(found[1]), connection, at=at)
