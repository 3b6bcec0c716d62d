"""How do staff change the dining room? Tables, floor plans and services, saved only where they make sense."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from entracte.availability.floor import FloorPlan as PlanValue
from entracte.dining.convert import service_value
from entracte.dining.models import FloorPlan, Placement, Service, Table

WEEKDAYS = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands, in centimetres from the top left corner."""

    table: Table
    x: int = 0
    y: int = 0
    shape: str = Placement.Shape.SQUARE


def save_table(*, table: Table) -> Table:
    """Save a new or changed table. Raises Django's ValidationError by field. Bookings stay as they are."""
    table.full_clean()
    table.save()
    return table


def save_plan(*, plan: FloorPlan, placed: Sequence[Placed]) -> FloorPlan:
    """Save a floor plan with exactly these placements. Raises Django's ValidationError."""
    plan.full_clean()
    with transaction.atomic():
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
    return plan


def save_service(*, service: Service) -> Service:
    """Save a new or changed service. Raises Django's ValidationError by field. Bookings stay as they are."""
    service.full_clean()
    if not service.weekdays or not WEEKDAYS.issuperset(service.weekdays):
        raise ValidationError({"weekdays": "Choose one weekday or more."})
    if service.plan.restaurant_id != service.restaurant_id:
        raise ValidationError({"plan": "Choose a floor plan of this restaurant."})
    try:
        service_value(service, PlanValue(service.plan_id, ()))
    except (TypeError, ValueError):
        raise ValidationError(
            {"turn_times": "Write pairs of party and minutes, from the smallest party to the largest."}
        ) from None
    service.save()
    return service
