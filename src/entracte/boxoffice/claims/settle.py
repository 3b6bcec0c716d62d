"""How does a claim end? Its ids are erased, the link is kept, and what waited for it is released."""

from datetime import datetime, timedelta

from django.conf import settings

from entracte.boxoffice.connection_lock import connection_for_work
from entracte.boxoffice.handovers.next_step import release_waiting
from entracte.boxoffice.models import Claim, ClaimState, Connection, Link
from entracte.boxoffice.person import Person, locked_person
from entracte.boxoffice.reasons import UnverifiedReason, plain
from entracte.boxoffice.steps import record_step


def locked_claim(
    claim_id: int, *, states: tuple[str, ...] = (ClaimState.WAITING,)
) -> tuple[Claim, Person, Connection | None] | None:
    """Lock what a decision about this claim needs; None where the claim is no longer in one of these states.

    In the order that everything here keeps: the settings, the person's guests, the claim.
    """
    found = Claim.objects.filter(pk=claim_id).values_list("restaurant_id", "guest_id").first()
    if found is None:
        return None
    connection = connection_for_work(found[0])
    person = locked_person(found[1])
    claims = Claim.objects.select_for_update(of=("self",)).select_related("booking", "restaurant", "widget")
    claim = claims.filter(pk=claim_id, state__in=states).first()
    return None if claim is None else (claim, person, connection)


def settle_verified(
    claim: Claim, customer_id: str, person: Person, connection: Connection, *, at: datetime
) -> None:
    """Keep the link on the guest's profile (R6) and end the claim. Runs under the locks of `locked_claim`."""
    _link(person, customer_id, connection, at=at)
    record_step(claim, "verified", "Verified: the customer on the basket is the guest who booked.", at=at)
    _end(claim, ClaimState.VERIFIED, "", person, connection, at=at)


def settle_unverified(
    claim: Claim, reason: UnverifiedReason, person: Person, connection: Connection | None, *, at: datetime
) -> None:
    """End the claim without a link. Runs under the locks of `locked_claim`."""
    record_step(claim, "unverified", plain(reason), at=at)
    _end(claim, ClaimState.UNVERIFIED, reason.value, person, connection, at=at)


def _end(
    claim: Claim, state: str, reason: str, person: Person, connection: Connection | None, *, at: datetime
) -> None:
    """Erase what the browser sent (R5) and release the handovers that waited (D2). A claim ends once."""
    claim.basket_id = claim.seen_customer_id = None
    claim.state, claim.reason = state, reason
    claim.settled_at, claim.next_try_at = at, None
    claim.save()
    release_waiting(person, connection, at=at)


def is_overdue(claim: Claim, *, at: datetime) -> bool:
    """Say whether the claim has waited as long as a claim may (D18)."""
    return at - claim.created_at >= timedelta(hours=settings.CLAIM_HOURS)


def _link(person: Person, customer_id: str, connection: Connection, *, at: datetime) -> None:
    """Keep the customer id on the profile; a link that is already right keeps the day it was made."""
    present = person.link(connection.client_name)
    if present is not None and present.customer_id == customer_id:
        return
    Link.objects.update_or_create(
        guest=person.guest,
        defaults={
            "restaurant_id": person.guest.restaurant_id,
            "client_name": connection.client_name,
            "customer_id": customer_id,
            "verified_at": at,
        },
    )
