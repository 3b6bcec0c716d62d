"""Work that is due and waits, although a worker may be alive: Spektrix gives no answers, or too slowly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from entracte import clock
from entracte.boxoffice.models import Claim, ClaimState, Handover, HandoverState
from entracte.jobs.worker_pulse import silent_since

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# A piece of work is begun within seconds while all is well.
LONG_MINUTES = 3


@dataclass(frozen=True, slots=True)
class IdleWork:
    """So many claims and handovers are due, and the oldest has waited since then."""

    number: int
    since: datetime


def idle_work(*, now: datetime, restaurant: Restaurant | None = None) -> IdleWork | None:
    """Return the work that is due for long and was not begun, of all restaurants or of one; two queries."""
    due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
    due &= Q() if restaurant is None else Q(restaurant=restaurant)
    claims = Claim.objects.filter(due, state=ClaimState.WAITING)
    handovers = Handover.objects.filter(due, state=HandoverState.QUEUED)
    counted = [
        claims.aggregate(number=Count("id"), since=Min(Coalesce("next_try_at", "queued_at", "created_at"))),
        handovers.aggregate(
            number=Count("id"), since=Min(Coalesce("next_try_at", "queued_at", "completed_at"))
        ),
    ]
    starts = [each["since"] for each in counted if each["since"] is not None]
    if not starts or min(starts) > now - timedelta(minutes=LONG_MINUTES):
        return None
    return IdleWork(sum(each["number"] for each in counted), min(starts))


def why_idle(restaurant: Restaurant, *, now: datetime) -> str:
    """Return in a few words why nothing crosses a restaurant's bridge, or nothing; at most three queries."""
    if silent_since(clock.system_now()) is not None:
        return "No worker runs"
    return "Work stands" if idle_work(now=now, restaurant=restaurant) else ""
