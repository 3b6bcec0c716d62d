"""Whether the bridge still has something to ask or to write about a guest."""

from __future__ import annotations

from collections.abc import Collection

from entracte.boxoffice.models import Claim, Handover


def is_work_open(guest_ids: Collection[int]) -> bool:
    """Say whether a claim of these profiles waits, or a handover is to be written. Two queries at most."""
    claims = Claim.objects.filter(guest__in=guest_ids, state__in=Claim.OPEN)
    handovers = Handover.objects.filter(guest__in=guest_ids, state__in=Handover.OPEN)
    return claims.exists() or handovers.exists()
