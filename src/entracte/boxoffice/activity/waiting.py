"""What waits for a person, by reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from entracte.boxoffice.models import Claim, ClaimState, Handover
from entracte.boxoffice.reasons import plain

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """How many claims and handovers wait for a person for one reason, in words."""

    reason: str
    plain: str
    number: int


def waiting_by_reason(restaurant: Restaurant) -> list[WaitingWork]:
    """Return what waits for a person, most first; two queries."""
    counted: Counter[str] = Counter()
    claims = Claim.objects.filter(restaurant=restaurant, state=ClaimState.PARKED)
    handovers = Handover.objects.filter(restaurant=restaurant, state__in=Handover.STOPPED)
    for reason, number in claims.order_by().values_list("reason").annotate(number=Count("id")):
        counted[reason] += number
    for reason, number in handovers.order_by().values_list("reason").annotate(number=Count("id")):
        counted[reason] += number
    return [WaitingWork(reason, plain(reason), number) for reason, number in counted.most_common()]


def waiting_number(restaurant: Restaurant) -> int:
    """Return how many claims and handovers wait for a person; one query."""
    claims = Claim.objects.filter(restaurant=restaurant, state=ClaimState.PARKED).order_by().values("id")
    handovers = Handover.objects.filter(restaurant=restaurant, state__in=Handover.STOPPED).order_by()
    return claims.union(handovers.values("id"), all=True).count()
