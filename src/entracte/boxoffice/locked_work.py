"""A claim or a handover with everything that a decision about it needs, locked in the one order."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from entracte.boxoffice.connection_lock import connection_for_work
from entracte.boxoffice.models import Claim, ClaimState, Connection, Handover
from entracte.boxoffice.person import Person, locked_person

Row = TypeVar("Row", Claim, Handover)


@dataclass(frozen=True, slots=True)
class LockedWork(Generic[Row]):
    """The row, the person it is about, and the restaurant's connection; locked until the transaction ends."""

    row: Row
    person: Person
    connection: Connection | None


def locked_claim(
    claim_id: int, *, states: Collection[str] = (ClaimState.WAITING,)
) -> LockedWork[Claim] | None:
    """Lock what a decision about this claim needs; None where it is in none of these states."""
    claims = Claim.objects.select_related("booking", "restaurant", "widget")
    return _locked(claims.filter(pk=claim_id), states, guest="guest_id")


def locked_handover(handover_id: int, *, states: Collection[str]) -> LockedWork[Handover] | None:
    """Lock what a decision about this handover needs; None where it is in none of these states."""
    handovers = Handover.objects.select_related("booking", "restaurant")
    return _locked(handovers.filter(pk=handover_id), states, guest="booking__guest_id")


def _locked(rows: QuerySet[Row], states: Collection[str], *, guest: str) -> LockedWork[Row] | None:
    """Lock the settings, the person's guests and the row, in the order that all of the box office keeps."""
    found = rows.values_list("restaurant_id", guest).first()
    if found is None:
        return None
    connection = connection_for_work(found[0])
    person = locked_person(found[1])
    row = rows.filter(state__in=states).select_for_update(of=("self",)).first()
    return None if row is None else LockedWork(row, person, connection)
