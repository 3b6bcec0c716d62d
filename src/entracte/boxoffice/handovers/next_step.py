"""A handover takes its next step: it waits for a claim, is queued, or ends without a write (D2, D8)."""

from datetime import datetime

from entracte.boxoffice.models import Claim, Connection, Handover, HandoverState, Link
from entracte.boxoffice.parking import connection_or_park, queue_handover
from entracte.boxoffice.person import Person
from entracte.boxoffice.reasons import StopReason, plain
from entracte.boxoffice.steps import record_step


def take_next_step(
    handover: Handover, person: Person, connection: Connection | None, *, at: datetime
) -> None:
    """Set and save the handover's state from the person's link and claims.

    Runs under the person's lock. With a link it is queued, or parked while nothing may be asked; without
    one it waits while a claim is open; else it ends not mirrored, with the reason.
    """
    link = _link(person, connection)
    if link is not None:
        handover.customer_id = link.customer_id
        if connection_or_park(handover, connection, at=at) is not None:
            queue_handover(handover, at=at)
    elif person.has_open_claim():
        handover.state, handover.reason = HandoverState.WAITING, ""
        handover.save()
        record_step(handover, "waiting", "Completed; waits until the link is settled.", at=at)
    else:
        _end_not_mirrored(handover, person, at=at)


def release_waiting(person: Person, connection: Connection | None, *, at: datetime) -> None:
    """Let every handover of this person that waits take its next step. Runs under the person's lock."""
    waiting = Handover.objects.filter(guest_id__in=person.ids, state=HandoverState.WAITING)
    if person.has_open_claim() and _link(person, connection) is None:
        return
    for handover in waiting.order_by("completed_at", "id").select_for_update():
        take_next_step(handover, person, connection, at=at)


def _link(person: Person, connection: Connection | None) -> Link | None:
    if connection is not None:
        return person.link(connection.client_name)
    return next(iter(person.links()), None)


def _end_not_mirrored(handover: Handover, person: Person, *, at: datetime) -> None:
    handover.state, handover.settled_at = HandoverState.NOT_MIRRORED, at
    handover.reason, handover.next_try_at = _reason(handover, person), None
    handover.save()
    record_step(handover, "not_mirrored", f"Not mirrored. {plain(handover.reason)}", at=at)


def _reason(handover: Handover, person: Person) -> str:
    """Return the reason of the booking's own claim, else of the person's latest claim, else "no basket"."""
    claims = Claim.objects.filter(guest_id__in=person.ids)
    own = claims.filter(booking_id=handover.booking_id).first()
    claim = own or claims.order_by("-settled_at", "-id").first()
    if claim is None:
        return StopReason.NO_BASKET.value
    return claim.reason or StopReason.UNLINKED.value
