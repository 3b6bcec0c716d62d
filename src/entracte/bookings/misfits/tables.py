"""What is wrong with the tables of a booking, by the present rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.service import Service

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.dining.models import Table as TableRow


def why_not_tables(booking: Booking, service: Service | None) -> list[str]:
    """Return a sentence for each rule that its tables break; asks nothing once they are prefetched.

    Without a service the plan is unknown. A pinned party may be more or fewer than its tables are for, and
    have tables that join for no other party.
    """
    tables = [row.table for row in booking.booked_tables.all()]
    if not tables:
        return ["It has no table."]
    reasons = [f"Table {each.name} is out of use." for each in tables if not each.is_active]
    if reasons or service is None:
        return reasons
    standing = [service.plan.by_id[each.pk] for each in tables if each.pk in service.plan.by_id]
    away = [each for each in tables if each.pk not in service.plan.by_id]
    if away:
        return [f"Table {each.name} is not on the floor plan of {service.name}." for each in away]
    if not booking.is_pinned:
        reasons += _why_not_covers(booking, tables, service.plan)
    return reasons + _why_not_needs(booking, standing)


def why_not_chosen(booking: Booking, service: Service | None) -> list[str]:
    """Return what staff should know of tables that they chose: such tables take any party, and say so.

    Tables that join for nobody are looked at as so many seats together.
    """
    tables = [row.table for row in booking.booked_tables.all()]
    on_plan = service is not None and all(each.pk in service.plan.by_id for each in tables)
    if service is None or not on_plan or not tables:
        return why_not_tables(booking, service)
    reasons = why_not_tables(booking, service)
    if not booking.is_pinned:
        return reasons
    if len(tables) == 1 or _combination(booking, tables, service.plan) is not None:
        return _why_not_covers(booking, tables, service.plan) + reasons
    most = sum(each.max_covers for each in tables)
    names = " and ".join(each.name for each in tables)
    return [f"The tables {names} take {most} together.", *reasons] if booking.party_size > most else reasons


def _why_not_covers(booking: Booking, tables: Sequence[TableRow], plan: FloorPlan) -> list[str]:
    names = " and ".join(each.name for each in tables)
    furniture: Table | Combination | None
    if len(tables) == 1:
        furniture, called = plan.by_id[tables[0].pk], f"Table {names}"
    else:
        furniture, called = _combination(booking, tables, plan), f"The tables {names}"
    if furniture is None:
        return [f"{called} are no combination."]
    if furniture.min_covers <= booking.party_size <= furniture.max_covers:
        return []
    verb = "takes" if len(tables) == 1 else "take"
    return [f"{called} {verb} parties of {furniture.min_covers} to {furniture.max_covers}."]


def _combination(booking: Booking, tables: Sequence[TableRow], plan: FloorPlan) -> Combination | None:
    """Return the combination of exactly these tables; of several one that takes the party, or the widest."""
    wanted, party_size = {each.pk for each in tables}, booking.party_size
    found = [each for each in plan.combinations if set(each.table_ids) == wanted]
    return max(
        found,
        key=lambda each: (each.min_covers <= party_size <= each.max_covers, each.max_covers),
        default=None,
    )


def _why_not_needs(booking: Booking, standing: Sequence[Table]) -> list[str]:
    reasons = []
    if booking.needs_step_free:
        reasons += [f"Table {each.name} is not step-free." for each in standing if not each.is_step_free]
    most = sum(each.high_chairs for each in standing)
    if booking.high_chairs > most:
        reasons.append(f"{booking.high_chairs} high chairs are asked for, and {most} fit.")
    return reasons
