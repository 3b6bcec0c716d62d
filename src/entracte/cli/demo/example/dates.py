"""The closed day and the special day of the example restaurant."""

from datetime import date, time

from entracte.dining.models import Closure, FloorPlan, Service, SpecialDay
from entracte.restaurants.models import Restaurant


def make_dates(restaurant: Restaurant, plan: FloorPlan, *, today: date) -> None:
    """Close at Christmas, and let New Year's Eve have two starts of its own."""
    christmas, eve = _next(today, month=12, day=25), _next(today, month=12, day=31)
    Closure.objects.create(
        restaurant=restaurant, name="Christmas Day", first_date=christmas, last_date=christmas
    )
    special = SpecialDay.objects.create(
        restaurant=restaurant, name="New Year’s Eve", first_date=eve, last_date=eve
    )
    Service.objects.create(
        restaurant=restaurant,
        special_day=special,
        plan=plan,
        name="Gala dinner",
        first_start=time(18),
        last_start=time(21),
        fixed_starts=[time(18), time(21)],
        turn_times=[[8, 165]],
        reset_minutes=15,
        horizon_days=400,
        largest_party_in_house=12,
    )


def _next(today: date, *, month: int, day: int) -> date:
    """Return the first such date that is not past."""
    return min(each for year in (today.year, today.year + 1) if (each := date(year, month, day)) >= today)
