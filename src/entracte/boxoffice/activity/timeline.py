"""What happened to one booking on the bridge, in plain lines with times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from entracte.boxoffice.models import Claim, ClaimState, Handover, HandoverState, Step

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line: when, what happened, the HTTP status if there was one, and how often in a row."""

    at: datetime
    what: str
    sentence: str
    status: int | None = None
    times: int = 1
    last_at: datetime | None = None


def timeline_of(booking: Booking) -> list[TimelineLine]:
    """Return the timeline of this booking's claim and handovers, oldest first; three queries."""
    claim = Claim.objects.filter(booking_id=booking.pk).first()
    handovers = list(Handover.objects.filter(booking_id=booking.pk).order_by("completed_at", "id"))
    lines = [TimelineLine(each.completed_at, "completed", "Completed.") for each in handovers]
    if claim is not None:
        lines.append(TimelineLine(claim.created_at, "booked", "Booked with a box-office basket."))
    if claim is not None or handovers:
        theirs = Q(handover__in=[each.pk for each in handovers])
        steps = Step.objects.filter(theirs if claim is None else theirs | Q(claim=claim)).order_by("id")
        name = f"{booking.first_name} {booking.last_name}".strip()
        lines += [_line(step, name) for step in steps]
    return _join_repeats(sorted(lines, key=lambda line: line.at))


def is_underway(booking: Booking) -> bool:
    """Say whether a worker has yet to ask or to write something for this booking; two queries at most."""
    begun = (HandoverState.WAITING, HandoverState.QUEUED)
    return (
        Claim.objects.filter(booking_id=booking.pk, state=ClaimState.WAITING).exists()
        or Handover.objects.filter(booking_id=booking.pk, state__in=begun).exists()
    )


def _line(step: Step, name: str) -> TimelineLine:
    sentence = f"{name}, verified." if step.what == "verified" and name else step.sentence
    return TimelineLine(step.at, step.what, sentence, step.status)


def _join_repeats(lines: Iterable[TimelineLine]) -> list[TimelineLine]:
    """Join what happened several times in a row into one line that says how often."""
    joined: list[TimelineLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and (last.what, last.sentence, last.status) == (
            line.what,
            line.sentence,
            line.status,
        ):
            joined[-1] = replace(last, times=last.times + 1, last_at=line.at)
        else:
            joined.append(line)
    return joined
