"""What the pages show of the bridge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count

from entracte.bookings.queries import count_by_widget
from entracte.boxoffice.connection_lock import connection_of
from entracte.boxoffice.models import Claim, ClaimState, Connection, Link
from entracte.boxoffice.reasons import StopReason, UnverifiedReason, plain
from entracte.guests.queries import person_ids

if TYPE_CHECKING:
    from entracte.guests.models import Guest
    from entracte.restaurants.models import Restaurant

GONE_IN_A_ROW = 10


@dataclass(frozen=True, slots=True)
class WidgetShare:
    """How the bookings of one widget ended on the bridge; `unverified` counts them by reason, in words."""

    widget_id: int
    bookings: int
    verified: int
    open: int
    unverified: tuple[tuple[str, str, int], ...]

    @property
    def percent(self) -> int:
        """The share of bookings that were verified."""
        return round(100 * self.verified / self.bookings) if self.bookings else 0


@dataclass(frozen=True, slots=True)
class LinkState:
    """Whether a guest is linked, since when, and if not, how the latest claim ended.

    `others` are the keys of further profiles that are the same customer: staff are offered a merge (D7).
    """

    is_linked: bool
    customer_id: str
    verified_at: datetime | None
    open_claims: int
    reason: str
    plain: str
    others: tuple[str, ...]


def connection_for(restaurant: Restaurant) -> Connection | None:
    """Return the restaurant's connection, or None; the API key is not read along."""
    return connection_of(restaurant.pk)


def basket_source(restaurant: Restaurant, *, custom_domain: str = "") -> str | None:
    """Return the web API's address, where the page reads the basket; None where nothing is connected.

    `custom_domain` is the widget's own: two sites on one Spektrix have baskets of their own (D30).
    """
    connection = connection_of(restaurant.pk)
    if connection is None or not connection.is_on:
        return None
    return f"{custom_domain or connection.custom_domain or connection.origin}/{connection.client_name}/api/v3"


def share_of_verified(restaurant: Restaurant) -> list[WidgetShare]:
    """Return for each widget how many bookings were verified, and why the others were not; two queries."""
    counted = Claim.objects.filter(restaurant=restaurant, widget__isnull=False)
    claims: dict[int, Counter[tuple[str, str]]] = {}
    for widget_id, state, reason, number in counted.values_list("widget_id", "state", "reason").annotate(
        number=Count("id")
    ):
        claims.setdefault(widget_id, Counter())[(state, reason)] += number
    bookings = count_by_widget(restaurant)
    return [
        _share(widget_id, bookings[widget_id], claims.get(widget_id, Counter())) for widget_id in bookings
    ]


def baskets_seem_invisible(restaurant: Restaurant) -> bool:
    """Say whether the last ten settled claims all ended gone: the API user may not see web baskets (D9)."""
    settled = Claim.objects.filter(restaurant=restaurant, settled_at__isnull=False)
    never_asked = (UnverifiedReason.MALFORMED, UnverifiedReason.DISCARDED, UnverifiedReason.ERASED)
    asked = settled.exclude(reason__in=never_asked)
    # seen once and gone later is no sign that baskets cannot be seen
    asked = asked.exclude(reason=UnverifiedReason.ANONYMOUS, gone_since__isnull=False)
    latest = asked.order_by("-settled_at", "-id").values_list("reason", flat=True)
    reasons = list(latest[:GONE_IN_A_ROW])
    return len(reasons) == GONE_IN_A_ROW and set(reasons) == {UnverifiedReason.BASKET_GONE.value}


def link_state(guest: Guest) -> LinkState:
    """Return how this guest stands on the bridge, over the profiles merged with it."""
    ids = person_ids(guest)
    connection = connection_of(guest.restaurant_id)
    links = Link.objects.filter(guest_id__in=ids)
    if connection is not None:
        links = links.filter(client_name=connection.client_name)
    link = links.order_by("verified_at", "id").first()
    claims = list(Claim.objects.filter(guest_id__in=ids).order_by("-id").values_list("state", "reason"))
    reason = next((reason for state, reason in claims if state == ClaimState.UNVERIFIED), "")
    if link is None and not claims:
        reason = StopReason.NO_BASKET.value
    return LinkState(
        is_linked=link is not None,
        customer_id="" if link is None else link.customer_id,
        verified_at=None if link is None else link.verified_at,
        open_claims=sum(state in Claim.OPEN for state, _ in claims),
        reason=reason,
        plain=plain(reason),
        others=() if link is None else _others(link, set(ids)),
    )


def _others(link: Link, ids: set[int]) -> tuple[str, ...]:
    same = Link.objects.filter(
        restaurant_id=link.restaurant_id, client_name=link.client_name, customer_id=link.customer_id
    )
    return tuple(same.exclude(guest_id__in=ids).order_by("id").values_list("guest__key", flat=True))


def _share(widget_id: int, bookings: int, claims: Counter[tuple[str, str]]) -> WidgetShare:
    reasons: Counter[str] = Counter()
    for (state, reason), number in claims.items():
        if state == ClaimState.UNVERIFIED:
            reasons[reason] += number
    without = bookings - sum(claims.values())
    if without > 0:
        reasons[StopReason.NO_BASKET.value] = without
    return WidgetShare(
        widget_id=widget_id,
        bookings=bookings,
        verified=sum(number for (state, _), number in claims.items() if state == ClaimState.VERIFIED),
        open=sum(number for (state, _), number in claims.items() if state in Claim.OPEN),
        unverified=tuple((reason, plain(reason), number) for reason, number in reasons.most_common()),
    )
