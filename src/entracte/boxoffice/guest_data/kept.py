"""What the bridge holds of a guest, to be given out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from entracte.boxoffice.models import Claim, Handover, Link, Step

Rows = list[dict[str, Any]]


def kept_of_bridge(guest_ids: Collection[int]) -> dict[str, Rows]:
    """Return, under the name of each kind, what is kept of baskets, links and writes, the oldest first."""
    claims = Claim.objects.filter(guest__in=guest_ids).order_by("id")
    links = Link.objects.filter(guest__in=guest_ids).order_by("id")
    handovers = Handover.objects.filter(guest__in=guest_ids).order_by("id")
    steps = Step.objects.filter(claim__in=claims) | Step.objects.filter(handover__in=handovers)
    given = ("booking__code", "state", "reason", "settled_at")
    return {
        "baskets": list(claims.values(*given, "basket_id", "seen_customer_id", "created_at")),
        "customers": list(links.values("client_name", "customer_id", "verified_at")),
        "writes": list(handovers.values(*given, "customer_id", "values", "completed_at")),
        "steps": list(steps.order_by("id").values("at", "sentence")),
    }
