"""The tab Dates of Floor: closures and special days in one list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.floor.dates.shown import days_of
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.dining.queries import closures_of, special_days_of
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.EDIT_FLOOR)
def dates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Closures and special days by date; those that are past stand folded away."""
    days = days_of(
        closures_of(desk.restaurant),
        special_days_of(desk.restaurant),
        slug=desk.restaurant.slug,
        today=desk.today,
    )
    return page(request, desk, "floor/dates/dates.html", rail_page="floor", tab="dates", days=days)
