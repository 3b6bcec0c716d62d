"""What is wrong with the tables of a booking, by the present rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.service import Service
from entracte.bookings.misfits.blame import Blame, Reason, is_out_of_use, leaves_out, number

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.dining.models import Table as TableRow


def why_not_tables(booking: Booking, service: Service | None) -> list[Reason]:
    """Return a sentence for each rule that its tables break; asks nothing once they are prefetched.

    Without a service the plan is unknown. A pinned party may be more or fewer than its tables are for, and
    have tables that join for no other party.
    """
    tables = [row.table for row in booking.booked_tables.all()]
    if not tables:
        return [Reason("It has no table.")]
    reasons = [_out_of_use(each) for each in tables if not each.is_active]
    if reasons or service is None:
        return reasons
    standing = [service.plan.by_id[each.pk] for each in tables if each.pk in service.plan.by_id]
    away = [each for each in tables if each.pk not in service.plan.by_id]
    if away:
        return [_not_on_plan(each, service) for each in away]
    if not booking.is_pinned:
        reasons += _why_not_covers(booking, tables, service.plan)
    return reasons + _why_not_needs(booking, standing)


def why_not_chosen(booking: Booking, service: Service | None) -> list[Reason]:
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
    if booking.party_size <= most:
        return reasons
    return [Reason(f"The tables {names} take {most} together."), *reasons]


def _out_of_use(table: TableRow) -> Reason:
    blame = is_out_of_use(f"table {table.name}", "table", table.pk)
    return Reason(f"Table {table.name} is out of use.", (blame,))


def _not_on_plan(table: TableRow, service: Service) -> Reason:
    """Return the reason: the table was taken off the plan, or the service got another plan."""
    gone = {f"table {table.name}": lambda old, new: bool(old) and not new}
    taken_off = Blame("floor plan", gone, f"took table {table.name} off the plan", row_key=service.plan.id)
    another = Blame(
        "service",
        {"plan": lambda old, new: bool(old) and old != new},
        f"gave {service.name} another plan",
        row_key=service.id,
    )
    sentence = f"Table {table.name} is not on the floor plan of {service.name}."
    return Reason(sentence, (taken_off, another))


def _why_not_covers(booking: Booking, tables: Sequence[TableRow], plan: FloorPlan) -> list[Reason]:
    names = " and ".join(each.name for each in tables)
    furniture: Table | Combination | None
    if len(tables) == 1:
        furniture, called, what = plan.by_id[tables[0].pk], f"Table {names}", "table"
    else:
        furniture, called, what = _combination(booking, tables, plan), f"The tables {names}", "combination"
    if furniture is None:
        return [Reason(f"{called} are no combination.", _no_combination(tables))]
    if furniture.min_covers <= booking.party_size <= furniture.max_covers:
        return []
    verb = "takes" if len(tables) == 1 else "take"
    did = f"changed for how many {called[0].lower()}{called[1:]} {'is' if len(tables) == 1 else 'are'}"
    blame = Blame(what, leaves_out(booking.party_size), did, row_key=furniture.id)
    sentence = f"{called} {verb} parties of {furniture.min_covers} to {furniture.max_covers}."
    return [Reason(sentence, (blame,))]


def _no_combination(tables: Sequence[TableRow]) -> tuple[Blame, ...]:
    """Blame whoever removed the combination of these tables, or gave it others, or took it out of use."""
    joined = ", ".join(sorted(each.name for each in tables))
    name = " + ".join(each.name for each in tables)
    parted = Blame(
        "combination",
        {"tables": lambda old, new: old == joined != new},
        f"parted the tables {' and '.join(each.name for each in tables)}",
    )
    unused = {"is active": lambda old, new: new == "no"}
    return parted, Blame("combination", unused, f"took the combination {name} out of use", name=name)


def _combination(booking: Booking, tables: Sequence[TableRow], plan: FloorPlan) -> Combination | None:
    """Return the combination of exactly these tables; of several one that takes the party, or the widest."""
    wanted, party_size = {each.pk for each in tables}, booking.party_size
    found = [each for each in plan.combinations if set(each.table_ids) == wanted]
    return max(
        found,
        key=lambda each: (each.min_covers <= party_size <= each.max_covers, each.max_covers),
        default=None,
    )


def _why_not_needs(booking: Booking, standing: Sequence[Table]) -> list[Reason]:
    reasons = []
    if booking.needs_step_free:
        reasons += [_not_step_free(each) for each in standing if not each.is_step_free]
    most, asked = sum(each.high_chairs for each in standing), booking.high_chairs
    if asked > most:
        fewer = {"high chairs": lambda old, new: number(new, 0) < number(old, 0)}
        blames = [
            Blame("table", fewer, f"changed the high chairs of table {each.name}", row_key=each.id)
            for each in standing
        ]
        reasons.append(Reason(f"{asked} high chairs are asked for, and {most} fit.", tuple(blames)))
    return reasons


def _not_step_free(table: Table) -> Reason:
    did = f"changed table {table.name}: not step-free"
    blame = Blame("table", {"is step free": lambda _, new: new == "no"}, did, row_key=table.id)
    return Reason(f"Table {table.name} is not step-free.", (blame,))
