"""The activity of the bridge: claims and handovers, searched, filtered and paged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet, Value

from entracte.boxoffice.models import Claim, ClaimState, Handover, HandoverState
from entracte.boxoffice.reasons import StopReason, plain

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

PAGE_LENGTH = 50
LONGEST_SEARCH = 100
MIRRORS_NOTHING = Q(state=HandoverState.NOT_MIRRORED, reason=StopReason.NO_BASKET.value)
# What each choice of the page shows: of the claims, and of the handovers.
CHOICES: dict[str, tuple[Q, Q]] = {
    "": (Q(), ~MIRRORS_NOTHING),
    "person": (Q(state=ClaimState.PARKED), Q(state__in=Handover.STOPPED)),
    "underway": (
        Q(state=ClaimState.WAITING),
        Q(state__in=(HandoverState.WAITING, HandoverState.QUEUED)),
    ),
    "crossed": (
        Q(state=ClaimState.VERIFIED),
        Q(state__in=(HandoverState.WRITTEN, HandoverState.WATCHED)),
    ),
    "not-mirrored": (
        Q(state=ClaimState.UNVERIFIED),
        Q(state__in=(HandoverState.NOT_MIRRORED, HandoverState.WITHDRAWN, HandoverState.DISCARDED)),
    ),
}


@dataclass(frozen=True, slots=True)
class Activity:
    """One claim or handover as the Spektrix page lists it. `values` were written, or would have been."""

    kind: str
    key: str
    at: datetime
    booking_code: str
    guest_name: str
    state: str
    state_label: str
    reason: str
    plain: str
    tries: int
    next_try_at: datetime | None
    settled_at: datetime | None
    values: dict[str, str | int]
    may_try_again: bool
    may_discard: bool


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One page of the activity, newest first; `number` counts from 1."""

    lines: tuple[Activity, ...]
    number: int
    has_more: bool


def activity(
    restaurant: Restaurant, *, shown: str = "", reason: str = "", search: str = "", number: int = 1
) -> ActivityPage:
    """Return a page of what crossed and what did not; three queries.

    `shown` is one of CHOICES; `reason` narrows it to one; every word of `search` is found in a name, or is
    the booking's code. What guests without a basket had is left out unless it is asked for.
    """
    of_claims, of_handovers = CHOICES.get(shown, CHOICES[""])
    narrowed = _found(search) & (Q(reason=reason) if reason else Q())
    claims = Claim.objects.filter(of_claims & narrowed, restaurant=restaurant)
    handovers = Handover.objects.filter(of_handovers & narrowed, restaurant=restaurant)
    first = (max(number, 1) - 1) * PAGE_LENGTH
    found = list(_in_order(claims, handovers)[first : first + PAGE_LENGTH + 1])
    return ActivityPage(_lines(found[:PAGE_LENGTH]), max(number, 1), len(found) > PAGE_LENGTH)


def _found(search: str) -> Q:
    found = Q()
    for word in search.replace("\0", "")[:LONGEST_SEARCH].split():
        names = Q(booking__first_name__icontains=word) | Q(booking__last_name__icontains=word)
        found &= names | Q(booking__code__iexact=word)
    return found


def _in_order(
    claims: QuerySet[Claim], handovers: QuerySet[Handover]
) -> QuerySet[Claim, tuple[datetime, str, int]]:
    """Return when, of which kind and which row, newest first."""
    one = claims.order_by().annotate(happened_at=F("created_at"), kind=Value("claim"))
    other = handovers.order_by().annotate(happened_at=F("completed_at"), kind=Value("handover"))
    columns = ("happened_at", "kind", "id")
    both = one.values_list(*columns).union(other.values_list(*columns), all=True)
    return both.order_by("-happened_at", "kind", "-id")


def _lines(in_order: list[tuple[datetime, str, int]]) -> tuple[Activity, ...]:
    claims = [row_id for _, kind, row_id in in_order if kind == "claim"]
    handovers = [row_id for _, kind, row_id in in_order if kind == "handover"]
    found: dict[tuple[str, int], Activity] = {}
    for claim in Claim.objects.select_related("booking").filter(pk__in=claims):
        found["claim", claim.pk] = _of_claim(claim)
    for handover in Handover.objects.select_related("booking").filter(pk__in=handovers):
        found["handover", handover.pk] = _of_handover(handover)
    return tuple(found[kind, row_id] for _, kind, row_id in in_order if (kind, row_id) in found)


def _of_claim(claim: Claim) -> Activity:
    parked = claim.state == ClaimState.PARKED
    return Activity(
        kind="claim",
        key=claim.key,
        at=claim.created_at,
        booking_code=claim.booking.code,
        guest_name=f"{claim.booking.first_name} {claim.booking.last_name}".strip(),
        state=claim.state,
        state_label=claim.get_state_display(),
        reason=claim.reason,
        plain=plain(claim.reason),
        tries=claim.tries,
        next_try_at=claim.next_try_at,
        settled_at=claim.settled_at,
        values={},
        may_try_again=parked,
        may_discard=claim.state in Claim.OPEN,
    )


def _of_handover(handover: Handover) -> Activity:
    failed = handover.state == HandoverState.FAILED
    return Activity(
        kind="handover",
        key=handover.key,
        at=handover.completed_at,
        booking_code=handover.booking.code,
        guest_name=f"{handover.booking.first_name} {handover.booking.last_name}".strip(),
        state=handover.state,
        state_label=handover.get_state_display(),
        reason=handover.reason,
        plain=plain(handover.reason),
        tries=handover.tries,
        next_try_at=handover.next_try_at,
        settled_at=handover.settled_at,
        values=handover.values,
        may_try_again=failed or handover.state in (HandoverState.PARKED, HandoverState.WATCHED),
        may_discard=failed or handover.state in Handover.OPEN,
    )
