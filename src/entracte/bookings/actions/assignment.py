"""What a search found for a party: tables, and the times that come with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from entracte.availability.fit import Spot
from entracte.availability.offers import Offer


@dataclass(frozen=True, slots=True)
class Assignment:
    """Tables for a booking, and the times that come with them. `taken_from` is later for who sits down late.

    `table_changes` says which parties change tables first: pairs of a booking's id and its new spot.
    `shared_ids` are the tables that others have too, and `passed` the limits gone past, both knowingly.
    `same_person` has the codes of the person's other bookings then, where one of them waits for it.
    """

    table_ids: tuple[int, ...]
    service_id: int
    service_date: date
    starts_at: datetime
    ends_at: datetime
    taken_from: datetime
    reset_minutes: int = 0
    shared_ids: frozenset[int] = frozenset()
    table_changes: Sequence[tuple[int, Spot]] = ()
    passed: tuple[str, ...] = ()
    same_person: tuple[str, ...] = ()

    @property
    def taken_until(self) -> datetime:
        """When the tables are free again."""
        return self.ends_at + timedelta(minutes=self.reset_minutes)


def assignment_of(offer: Offer) -> Assignment:
    """Return the tables and times that an offer names."""
    return Assignment(
        table_ids=offer.spot.table_ids,
        service_id=offer.service_id,
        service_date=offer.service_date,
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
        taken_from=offer.starts_at,
        reset_minutes=offer.reset_minutes,
        table_changes=offer.table_changes,
    )
