"""A person unlinks a guest from a box-office customer (D16)."""

from datetime import datetime

from django.db import transaction

from entracte.boxoffice.connection_lock import connection_for_work
from entracte.boxoffice.handovers.next_step import release_waiting
from entracte.boxoffice.models import Handover, Link
from entracte.boxoffice.person import locked_person


def unlink(*, guest_id: int, restaurant_id: int, now: datetime) -> bool:
    """Erase the customer ids of this guest and the profiles merged with it; False where there were none.

    Those that handovers keep go too. Writes that are queued look again and end not mirrored. A later booking
    with a basket may link again.
    """
    with transaction.atomic():
        connection = connection_for_work(restaurant_id)
        person = locked_person(guest_id)
        links = Link.objects.filter(guest_id__in=person.ids, restaurant_id=restaurant_id)
        erased = links.delete()[0]
        Handover.objects.filter(guest_id__in=person.ids).exclude(customer_id="").update(customer_id="")
        release_waiting(person, connection, at=now)
    return erased > 0
