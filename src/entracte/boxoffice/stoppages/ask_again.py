"""A call that only a person can mend is asked again a few times; then its kind is parked (D27)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover, HandoverState, Stoppage
from entracte.boxoffice.parking import park, report_trouble
from entracte.boxoffice.reasons import StopReason
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.stoppages.begin_again import is_probe, next_probe_at

if TYPE_CHECKING:
    from entracte.boxoffice.errors import Obstacle

# The waits between the first tries double, so that five of them fill the time of patience.
FIRST_SHARE = 1 / 31
SETTINGS = StopReason.SETTINGS.value


def closed_calls(restaurant_id: int, *, at: datetime) -> list[str]:
    """Return the kinds of call that are not made now, since they were not let through lately."""
    failing = Stoppage.objects.filter(restaurant_id=restaurant_id, is_parked=False, next_at__gt=at)
    return list(failing.values_list("call", flat=True))


def may_be_asked(row: Claim | Handover, *, at: datetime) -> bool:
    """Say whether this piece may ask; park it where its kind of call is parked and it does not go first.

    Where the kind is being asked again, this piece asks for all: the others wait as long as it may take.
    """
    failing = {"restaurant_id": row.restaurant_id, "call": row.call, "failing_since__isnull": False}
    stoppage = Stoppage.objects.filter(**failing).first()
    if stoppage is None:
        return True
    if stoppage.is_parked and not is_probe(row, stoppage):
        park(row, StopReason.SETTINGS, at=at, sentence=stoppage.sentence)
        return False
    wait = timedelta(seconds=4 * settings.SPEKTRIX_TIMEOUT_SECONDS)
    Stoppage.objects.filter(pk=stoppage.pk, is_parked=False).update(next_at=at + wait)
    return True


def was_not_let_through(
    row: Claim | Handover, obstacle: Obstacle, connection: Connection, *, at: datetime
) -> datetime | None:
    """Count one more failure of this kind of call; return when it is asked again, None where it parks.

    Counted for the restaurant and the kind, not for the piece. Runs under the locks of the piece.
    """
    Stoppage.objects.get_or_create(restaurant_id=row.restaurant_id, call=row.call)
    stoppage = Stoppage.objects.select_for_update().get(restaurant_id=row.restaurant_id, call=row.call)
    stoppage.failing_since = stoppage.failing_since or at
    stoppage.failures += 1
    stoppage.sentence = obstacle.sentence[:300]
    patience = timedelta(seconds=settings.SETTINGS_PATIENCE_SECONDS)
    if not stoppage.is_parked and at - stoppage.failing_since < patience:
        stoppage.next_at = at + patience * FIRST_SHARE * 2 ** (stoppage.failures - 1)
        stoppage.save()
        record_step(row, "not_accepted", obstacle.sentence, at=at, status=obstacle.status)
        return stoppage.next_at
    _park_kind(stoppage, row, at=at)
    report_trouble(connection, obstacle.sentence)
    park(row, StopReason.SETTINGS, at=at, sentence=obstacle.sentence, status=obstacle.status)
    return None


def _park_kind(stoppage: Stoppage, row: Claim | Handover, *, at: datetime) -> None:
    """Park what waits for this kind of call; one asks again at intervals that grow with the time passed."""
    stoppage.next_at = next_probe_at(stoppage, at=at)
    stoppage.is_parked, stoppage.is_trying = True, False
    stoppage.save()
    ours = {"restaurant_id": stoppage.restaurant_id, "call": stoppage.call, "asking__isnull": True}
    parked = {"state": "parked", "reason": SETTINGS, "next_try_at": None, "pause": ""}
    claims = Claim.objects.filter(state=ClaimState.WAITING, **ours)
    handovers = Handover.objects.filter(state=HandoverState.QUEUED, **ours)
    for waiting in (claims, handovers):
        waiting.exclude(pk=row.pk).update(**parked)
