"""A claim ends: its ids are erased, the link is kept, and what waited for it goes on."""

from datetime import datetime, timedelta

from django.conf import settings

from entracte.boxoffice.handovers.next_step import release_waiting
from entracte.boxoffice.locked_work import LockedWork
from entracte.boxoffice.models import Claim, ClaimState, Connection, Link
from entracte.boxoffice.person import Person
from entracte.boxoffice.reasons import UnverifiedReason, plain
from entracte.boxoffice.steps import record_step


def settle_verified(
    locked: LockedWork[Claim], customer_id: str, connection: Connection, *, is_profiles: bool, at: datetime
) -> None:
    """Keep the link on the profile that the booking joined (R6) and end the claim.

    Where only a profile merged with it is this customer, `is_profiles` is False, and it gets no link of its
    own (D26). Runs under the locks of `locked_claim`.
    """
    if is_profiles:
        _link(locked.person, customer_id, connection, at=at)
    sentence = "Verified: the customer on the basket is the guest who booked."
    record_step(locked.row, "verified", sentence, at=at)
    _end(locked, ClaimState.VERIFIED, "", at=at)


def settle_unverified(locked: LockedWork[Claim], reason: UnverifiedReason, *, at: datetime) -> None:
    """End the claim without a link. Runs under the locks of `locked_claim`."""
    record_step(locked.row, "unverified", plain(reason), at=at)
    _end(locked, ClaimState.UNVERIFIED, reason.value, at=at)


def is_overdue(claim: Claim, *, at: datetime) -> bool:
    """Say whether the claim has waited as long as a claim may (D18)."""
    return at - claim.created_at >= timedelta(hours=settings.CLAIM_HOURS)


def _end(locked: LockedWork[Claim], state: ClaimState, reason: str, *, at: datetime) -> None:
    """Erase what the browser sent (R5) and release the handovers that waited (D2). A claim ends once."""
    claim = locked.row
    claim.basket_id = claim.seen_customer_id = None
    claim.state, claim.reason = state, reason
    claim.settled_at, claim.next_try_at = at, None
    claim.save()
    release_waiting(locked.person, locked.connection, at=at)


def _link(person: Person, customer_id: str, connection: Connection, *, at: datetime) -> None:
    """Keep the customer id on the profile; a link that is already right keeps the day it was made."""
    present = person.own_link(connection.client_name)
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
