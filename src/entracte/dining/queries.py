"""Which tables, plans and services does a restaurant have?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from entracte.dining.models import FloorPlan, Placement, Service, Table

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def tables_of(restaurant: Restaurant) -> QuerySet[Table]:
    """Return all tables, those out of use too, by name."""
    return Table.objects.filter(restaurant=restaurant).order_by("name", "id")


def table_by_key(restaurant: Restaurant, key: str) -> Table | None:
    """Return the table of this public key, or None."""
    return Table.objects.filter(restaurant=restaurant, key=key.replace("\x00", "")).first()


def standing_table_ids(restaurant_id: int, table_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these tables still exist."""
    rows = Table.objects.filter(restaurant_id=restaurant_id, pk__in=table_ids)
    return frozenset(rows.values_list("pk", flat=True))


def plans_of(restaurant: Restaurant) -> QuerySet[FloorPlan]:
    """Return the floor plans by name, with their placements and tables. Two queries, however many."""
    placements = Placement.objects.select_related("table").order_by("table__name", "id")
    plans = FloorPlan.objects.filter(restaurant=restaurant).order_by("name", "id")
    return plans.prefetch_related(Prefetch("placements", queryset=placements))


def plan_by_key(restaurant: Restaurant, key: str) -> FloorPlan | None:
    """Return the floor plan of this public key with its placements, or None."""
    return plans_of(restaurant).filter(key=key.replace("\x00", "")).first()


def services_of(restaurant: Restaurant) -> QuerySet[Service]:
    """Return all services, those out of use too, by their first start, with their plans."""
    rows = Service.objects.filter(restaurant=restaurant).select_related("plan")
    return rows.order_by("first_start", "name", "id")


def service_by_key(restaurant: Restaurant, key: str) -> Service | None:
    """Return the service of this public key, or None."""
    return services_of(restaurant).filter(key=key.replace("\x00", "")).first()
