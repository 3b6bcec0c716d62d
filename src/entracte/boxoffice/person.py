"""The profiles that are one person to the bridge: merged, or linked to the same customer (D7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entracte.boxoffice.models import Claim, Link
from entracte.guests.queries import ids_merged_with, locked_guest, person_ids

if TYPE_CHECKING:
    from entracte.guests.models import Guest


@dataclass(frozen=True, slots=True)
class Person:
    """A guest whose rows are locked, with the ids of every profile merged with it."""

    guest: Guest
    ids: frozenset[int]

    def links(self) -> list[Link]:
        """Return the links of the person's profiles: the guest's own first, then the oldest."""
        links = list(Link.objects.filter(guest_id__in=self.ids).order_by("verified_at", "id"))
        return sorted(links, key=lambda link: link.guest_id != self.guest.pk)

    def link(self, client_name: str) -> Link | None:
        """Return the link that counts in this Spektrix system; a link into another system does not (D8)."""
        return next((link for link in self.links() if link.client_name == client_name), None)

    def own_link(self, client_name: str) -> Link | None:
        """Return the link on the guest's own profile, which it keeps when a merge is undone (D26)."""
        link = self.link(client_name)
        return link if link is not None and link.guest_id == self.guest.pk else None

    def has_open_claim(self) -> bool:
        """Say whether a claim of any of the person's profiles still waits, parked ones included."""
        return Claim.objects.filter(guest_id__in=self.ids, state__in=Claim.OPEN).exists()


def locked_person(guest_id: int) -> Person:
    """Lock the rows of this guest and of every profile merged with it, and return them.

    Whoever decides about a claim or a handover of this person holds this lock, so two never decide past
    each other. Locks in the order of ids, and looks again in case a merge came between.
    """
    ids = ids_merged_with(guest_id) | {guest_id}
    while True:
        rows = {row_id: locked_guest(row_id) for row_id in sorted(ids)}
        found = ids_merged_with(guest_id)
        if found <= ids:
            return Person(rows[guest_id], found)
        ids |= found


def ids_of_customer(*, restaurant_id: int, client_name: str, customer_id: str) -> frozenset[int]:
    """Return the ids of every guest of the restaurant who is this customer, merged profiles included (D7)."""
    linked = Link.objects.select_related("guest").filter(
        restaurant_id=restaurant_id, client_name=client_name, customer_id=customer_id
    )
    return frozenset(found for link in linked for found in person_ids(link.guest))
