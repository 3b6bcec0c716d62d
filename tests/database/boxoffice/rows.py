"""Claims and handovers in a state that a test wants, without a Spektrix that answers."""

from django.db import connection as database

from entracte.boxoffice.models import Claim, Handover, Link
from tests.bridge import ANA, NOW, Evening, fresh

BASKET = "I-9QR3-2LTM"


def parked_claim(evening: Evening, reason: str = "switched_off") -> Claim:
    claim = evening.claims(BASKET)
    Claim.objects.filter(pk=claim.pk).update(state="parked", reason=reason)
    return fresh(claim)


def link(evening: Evening, guest_id: int, client_name: str = "alder", customer_id: str = ANA) -> None:
    Link.objects.create(
        restaurant=evening.restaurant,
        guest_id=guest_id,
        client_name=client_name,
        customer_id=customer_id,
        verified_at=NOW,
    )


def linked_handover(evening: Evening, state: str, reason: str = "") -> Handover:
    booking = evening.phones()
    if not Link.objects.filter(guest_id=booking.guest_id).exists():
        link(evening, booking.guest_id)
    row = evening.completes(booking)
    Handover.objects.filter(pk=row.pk).update(state=state, reason=reason)
    return fresh(row)


def empty_queue() -> None:
    with database.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
