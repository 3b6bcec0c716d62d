"""Save tables, combinations, floor plans and services, only where they make sense."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from entracte.availability.floor import FloorPlan as PlanValue
from entracte.dining.models import Combination, CombinedTable, FloorPlan, Placement, Service, Table
from entracte.dining.seating_rules import service_value
from entracte.restaurants.details import raise_rules_version
from entracte.restaurants.edits.keep_edit import Editor, keep_edit

WEEKDAYS = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands, in centimetres from the top left corner."""

    table: Table
    x: int = 0
    y: int = 0
    shape: str = Placement.Shape.SQUARE


def save_table(*, table: Table, by: Editor | None = None) -> Table:
    """Save a new or changed table. Raises Django's ValidationError by field. Bookings stay as they are."""
    table.full_clean()
    with keep_edit(table, by):
        table.save()
        raise_rules_version(table.restaurant_id)
    return table


def save_combination(
    *, combination: Combination, tables: Sequence[Table], by: Editor | None = None
) -> Combination:
    """Save a combination of exactly these tables. Raises ValidationError. Bookings stay as they are."""
    combination.full_clean()
    if len({table.pk for table in tables}) < 2:
        raise ValidationError({"tables": "Choose two tables or more."})
    if any(table.restaurant_id != combination.restaurant_id for table in tables):
        raise ValidationError({"tables": "Choose tables of this restaurant."})
    with keep_edit(combination, by, more=_tables):
        combination.save()
        combination.combined_tables.all().delete()
        CombinedTable.objects.bulk_create(
            CombinedTable(restaurant_id=combination.restaurant_id, combination=combination, table=table)
            for table in tables
        )
        raise_rules_version(combination.restaurant_id)
    return combination


def remove_combination(*, combination: Combination, by: Editor | None = None) -> None:
    """Delete a combination. Bookings that have it stay as they are."""
    with keep_edit(combination, by, more=_tables):
        combination.delete()
        raise_rules_version(combination.restaurant_id)


def save_plan(*, plan: FloorPlan, placed: Sequence[Placed], by: Editor | None = None) -> FloorPlan:
    """Save a floor plan with exactly these placements. Raises Django's ValidationError."""
    plan.full_clean()
    with keep_edit(plan, by, more=_placed):
        plan.save()
        plan.placements.all().delete()
        for one in placed:
            placement = Placement(
                restaurant_id=plan.restaurant_id,
                plan=plan,
                table=one.table,
                x=one.x,
                y=one.y,
                shape=one.shape,
            )
            placement.full_clean()
            placement.save()
        raise_rules_version(plan.restaurant_id)
    return plan


def save_service(*, service: Service, by: Editor | None = None) -> Service:
    """Save a new or changed service. Raises Django's ValidationError by field. Bookings stay as they are."""
    service.full_clean()
    _refuse_odd_dates(service.first_date, service.last_date)
    if not WEEKDAYS.issuperset(service.weekdays) or not (service.weekdays or service.special_day_id):
        raise ValidationError({"weekdays": "Choose one weekday or more."})
    if service.plan.restaurant_id != service.restaurant_id:
        raise ValidationError({"plan": "Choose a floor plan of this restaurant."})
    if service.special_day and service.special_day.restaurant_id != service.restaurant_id:
        raise ValidationError({"special_day": "Choose a special day of this restaurant."})
    try:
        service_value(service, PlanValue(service.plan_id, ()))
    except (TypeError, ValueError):
        raise ValidationError(
            {"turn_times": "Write pairs of party and minutes, from the smallest party to the largest."}
        ) from None
    with keep_edit(service, by):
        service.save()
        raise_rules_version(service.restaurant_id)
    return service


def _placed(plan_key: int) -> dict[str, str]:
    rows = Placement.objects.select_related("table").filter(plan=plan_key).order_by("table__name")
    return {f"table {each.table}": f"{each.x}, {each.y}, {each.get_shape_display()}" for each in rows}


def _tables(combination_key: int) -> dict[str, str]:
    rows = CombinedTable.objects.select_related("table").filter(combination=combination_key)
    return {"tables": ", ".join(sorted(str(each.table) for each in rows))}


def _refuse_odd_dates(first_date: date | None, last_date: date | None) -> None:
    if first_date and last_date and last_date < first_date:
        raise ValidationError({"last_date": "The last date is before the first."})
