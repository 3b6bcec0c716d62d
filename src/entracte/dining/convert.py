"""How do the rows of the dining room become the plain values that availability thinks with?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from entracte.availability import floor, service
from entracte.dining.models import Placement, Service

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

_TABLES = ArraySubquery(
    Placement.objects.filter(plan=OuterRef("plan"), table__is_active=True)
    .order_by("table_id")
    .values(
        json=JSONObject(
            id="table_id",
            name="table__name",
            min_covers="table__min_covers",
            max_covers="table__max_covers",
        )
    )
)


def services_for(restaurant: Restaurant) -> tuple[service.Service, ...]:
    """Return the restaurant's active services with the active tables of their plans, by id. One query."""
    rows = Service.objects.filter(restaurant=restaurant, is_active=True).annotate(tables=_TABLES)
    return tuple(
        service_value(row, floor.FloorPlan(row.plan_id, tuple(floor.Table(**each) for each in row.tables)))
        for row in rows.order_by("id")
    )


def service_value(row: Service, plan: floor.FloorPlan) -> service.Service:
    """Return one service as a value. Raises ValueError or TypeError where its turn times make no sense."""
    return service.Service(
        id=row.pk,
        name=row.name,
        weekdays=frozenset(row.weekdays),
        first_start=row.first_start,
        last_start=row.last_start,
        interval_minutes=row.interval_minutes,
        turn_times=tuple((int(up_to_party), int(minutes)) for up_to_party, minutes in row.turn_times),
        notice_minutes=row.notice_minutes,
        horizon_days=row.horizon_days,
        largest_party_online=row.largest_party_online,
        plan=plan,
    )
