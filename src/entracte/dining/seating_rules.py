"""The rules that a restaurant seats by, read from its rows as the plain values of availability."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from entracte.availability import floor, rules, service
from entracte.availability.pacing import Pacing
from entracte.dining.models import Closure, Combination, Placement, Service, SpecialDay
from entracte.restaurants.queries import restaurant_as_stored

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

TABLE_COLUMNS = (
    *("name", "min_covers", "max_covers", "section", "kept_for", "priority", "is_step_free", "high_chairs"),
)
_TABLES = ArraySubquery(
    Placement.objects.filter(plan=OuterRef("plan"), table__is_active=True)
    .order_by("table_id")
    .values(json=JSONObject(id="table_id", **{name: f"table__{name}" for name in TABLE_COLUMNS}))
)
EVERY_DAY = frozenset(range(7))
# The first and the last of some dates.
Dates = tuple[date, date]

# The latest rules of each restaurant, with the version that they were read at.
_remembered: dict[int, tuple[int, rules.Rules]] = {}


def rules_for(restaurant: Restaurant) -> rules.Rules:
    """Return what the restaurant seats by, as of the version that its row names.

    Remembered by this process until a row comes with another version, which every edit gives it; so a read
    costs no query, or four after an edit.
    """
    remembered = _remembered.get(restaurant.pk)
    if remembered is not None and remembered[0] == restaurant.rules_version:
        return remembered[1]
    found = read_rules(restaurant)
    _remembered[restaurant.pk] = (restaurant.rules_version, found)
    return found


def current_rules(restaurant: Restaurant) -> rules.Rules:
    """Return what the restaurant seats by at this moment, whatever version its row has. One query more."""
    return rules_for(restaurant_as_stored(restaurant))


def read_rules(restaurant: Restaurant) -> rules.Rules:
    """Return the restaurant's active services by id, its closures and its limits, read now. Four queries."""
    specials = list(SpecialDay.objects.filter(restaurant=restaurant))
    combinations = _combinations(restaurant)
    rows = Service.objects.filter(restaurant=restaurant, is_active=True).annotate(tables=_TABLES)
    return rules.Rules(
        zone=ZoneInfo(restaurant.time_zone),
        services=tuple(
            service_value(row, _plan(row.plan_id, row.tables, combinations), specials)
            for row in rows.order_by("id")
        ),
        closures=tuple(_closure(row) for row in Closure.objects.filter(restaurant=restaurant).order_by("id")),
        pacing=_pacing(restaurant),
        makes_room=restaurant.makes_room,
    )


def service_value(
    row: Service, plan: floor.FloorPlan, specials: Iterable[SpecialDay] = ()
) -> service.Service:
    """Return one service as a value. Raises ValueError or TypeError where its turn times make no sense."""
    weekdays, within, not_on = _dates(row, specials)
    return service.Service(
        id=row.pk,
        name=row.name,
        weekdays=weekdays,
        first_start=row.first_start,
        last_start=row.last_start,
        interval_minutes=row.interval_minutes,
        turn_times=tuple((int(up_to_party), int(minutes)) for up_to_party, minutes in row.turn_times),
        notice_minutes=row.notice_minutes,
        horizon_days=row.horizon_days,
        largest_party_online=row.largest_party_online,
        plan=plan,
        fixed_starts=tuple(row.fixed_starts),
        reset_minutes=row.reset_minutes,
        last_departure=row.last_departure,
        largest_party_in_house=row.largest_party_in_house,
        within=within,
        not_on=not_on,
        online_from=row.online_from,
        pacing=_pacing(row),
        key=row.key,
    )


def _dates(
    row: Service, specials: Iterable[SpecialDay]
) -> tuple[frozenset[int], Dates | None, tuple[Dates, ...]]:
    """Return the weekdays of a service, the dates that it is limited to, and those without it."""
    within, not_on, weekdays = None, [], frozenset(row.weekdays)
    if row.first_date is not None or row.last_date is not None:
        within = (row.first_date or date.min, row.last_date or date.max)
    for special in specials:
        if special.pk == row.special_day_id:
            within, weekdays = (special.first_date, special.last_date), EVERY_DAY
        elif row.special_day_id is None and not special.keeps_usual:
            not_on.append((special.first_date, special.last_date))
    return weekdays, within, tuple(not_on)


def _plan(
    plan_id: int, tables: Sequence[dict[str, object]], combinations: Sequence[floor.Combination]
) -> floor.FloorPlan:
    """Return a plan with the combinations that find all their tables on it."""
    values = tuple(floor.Table(**each) for each in tables)  # type: ignore[arg-type]
    here = {table.id for table in values}
    return floor.FloorPlan(
        plan_id, values, tuple(each for each in combinations if here.issuperset(each.table_ids))
    )


def _combinations(restaurant: Restaurant) -> list[floor.Combination]:
    rows = Combination.objects.filter(restaurant=restaurant, is_active=True)
    return [
        floor.Combination(
            id=row.pk,
            name=row.name,
            table_ids=tuple(row.table_ids),
            min_covers=row.min_covers,
            max_covers=row.max_covers,
            kept_for=floor.KeptFor(row.kept_for),
            priority=row.priority,
        )
        for row in rows.annotate(
            table_ids=ArrayAgg("combined_tables__table_id", order_by="combined_tables__table_id")
        ).order_by("id")
        if len(row.table_ids) > 1
    ]


def _closure(row: Closure) -> rules.Closure:
    return rules.Closure(
        name=row.name,
        first_date=row.first_date,
        last_date=row.last_date,
        from_time=row.from_time,
        until_time=row.until_time,
        service_id=row.service_id,
    )


def _pacing(row: Restaurant | Service) -> Pacing | None:
    """Return the limits that stand on a service's row, or on the restaurant's; None without any."""
    pacing = Pacing(row.pacing_minutes, row.max_parties, row.max_covers, row.covers_kept_in_house)
    return pacing if pacing.is_limited else None
