"""Questions to the dining room: its tables, plans, services, combinations and dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from entracte.dining.models import (
    Closure,
    Combination,
    CombinedTable,
    FloorPlan,
    Placement,
    Service,
    SpecialDay,
    Table,
)
from entracte.restaurants.keys import read_key

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def tables_of(restaurant: Restaurant) -> QuerySet[Table]:
    """Return all tables, those out of use too, by name."""
    return Table.objects.filter(restaurant=restaurant).order_by("name", "id")


def unoffered_tables(restaurant: Restaurant) -> QuerySet[Table]:
    """Return the tables in use, by name, that no service can offer: none in use has them on its plan."""
    offered = Placement.objects.filter(plan__services__is_active=True).values("table_id")
    return tables_of(restaurant).filter(is_active=True).exclude(pk__in=offered)


def table_by_key(restaurant: Restaurant, key: str) -> Table | None:
    """Return the table of this public key, or None."""
    return Table.objects.filter(restaurant=restaurant, key=read_key(key)).first()


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
    return plans_of(restaurant).filter(key=read_key(key)).first()


def services_of(restaurant: Restaurant) -> QuerySet[Service]:
    """Return all services, those out of use too, by their first start, with their plans."""
    rows = Service.objects.filter(restaurant=restaurant).select_related("plan")
    return rows.order_by("first_start", "name", "id")


def service_by_key(restaurant: Restaurant, key: str) -> Service | None:
    """Return the service of this public key, or None."""
    return services_of(restaurant).filter(key=read_key(key)).first()


def combinations_of(restaurant: Restaurant) -> QuerySet[Combination]:
    """Return all combinations by name, those out of use too, with their tables. Two queries."""
    rows = Combination.objects.filter(restaurant=restaurant).order_by("name", "id")
    tables = CombinedTable.objects.select_related("table").order_by("table__name", "table_id")
    return rows.prefetch_related(Prefetch("combined_tables", queryset=tables))


def combination_by_key(restaurant: Restaurant, key: str) -> Combination | None:
    """Return the combination of this public key with its tables, or None."""
    return combinations_of(restaurant).filter(key=read_key(key)).first()


def special_days_of(restaurant: Restaurant) -> QuerySet[SpecialDay]:
    """Return all special days by date, with their services. Two queries."""
    rows = SpecialDay.objects.filter(restaurant=restaurant).prefetch_related("services")
    return rows.order_by("first_date", "name", "id")


def special_day_by_key(restaurant: Restaurant, key: str) -> SpecialDay | None:
    """Return the special day of this public key, or None."""
    return special_days_of(restaurant).filter(key=read_key(key)).first()


def closures_of(restaurant: Restaurant) -> QuerySet[Closure]:
    """Return all closures by date, with the services that they close."""
    rows = Closure.objects.filter(restaurant=restaurant).select_related("service")
    return rows.order_by("first_date", "from_time", "id")


def closure_by_key(restaurant: Restaurant, key: str) -> Closure | None:
    """Return the closure of this public key, or None."""
    return closures_of(restaurant).filter(key=read_key(key)).first()
