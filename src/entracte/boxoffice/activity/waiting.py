"""What waits for a person, by reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover, HandoverState
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


def restaurants_in_need() -> set[int]:
    """Return the restaurants where anything waits for a person, by id; two queries."""
    claims = Claim.objects.filter(state=ClaimState.PARKED).order_by()
    handovers = Handover.objects.filter(state__in=Handover.STOPPED).order_by()
    found = (rows.values_list("restaurant_id", flat=True).distinct() for rows in (claims, handovers))
    return {each for ids in found for each in ids}


def watched_handovers(restaurant: Restaurant) -> QuerySet[Handover]:
    """Return the handovers that were only watched, not written (D21)."""
    return Handover.objects.filter(restaurant=restaurant, state=HandoverState.WATCHED)


def watched_number(connection: Connection | None) -> int:
    """Return how many were only watched and could be written now: none while the connection watches."""
    if connection is None or connection.watch_only or not connection.is_on:
        return 0
    watched = Handover.objects.filter(restaurant_id=connection.restaurant_id, state=HandoverState.WATCHED)
    return watched.count()


def waiting_number(restaurant: Restaurant) -> int:
    """Return how many claims and handovers wait for a person; one query."""
    claims = Claim.objects.filter(restaurant=restaurant, state=ClaimState.PARKED).order_by().values("id")
    handovers = Handover.objects.filter(restaurant=restaurant, state__in=Handover.STOPPED).order_by()
    return claims.union(handovers.values("id"), all=True).count()
