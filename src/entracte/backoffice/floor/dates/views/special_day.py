"""The page on which a special day is added or changed, and how one is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.floor.dates.forms import SpecialDayForm
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits, found_or_404, page
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import NotSure, ending_holds
from entracte.bookings.misfits.dependents import bookings_of_services
from entracte.dining.dates import remove_special_day, save_special_day
from entracte.dining.new_rows import new_special_day
from entracte.dining.queries import plans_of, special_day_by_key
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import SpecialDay

TEMPLATE = "floor/dates/special_day.html"


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def special_day(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a special day; a new one leads on to its services."""
    row = found_or_404(special_day_by_key(desk.restaurant, key) if key else new_special_day(desk.restaurant))
    form = SpecialDayForm(request.POST or None, special_day=row)

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_special_day(special_day=form.apply_to(row), by=desk.editor)
        if key is None:
            sentence = f"{row.name} saved. Now its services."
            return done_with_misfits(request, sentence, desk, "special_day", row.key)
        return done_with_misfits(request, f"{row.name} saved.", desk, "dates")

    return edit_page(request, desk, TEMPLATE, rail_page="floor", form=form, save=save, **_context(desk, row))


@require_POST
@open_to(Right.EDIT_FLOOR)
def remove(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Remove a special day and its services; asks once where guests booked them, or do just now."""
    row = found_or_404(special_day_by_key(desk.restaurant, key))
    services = [service.pk for service in row.services.all()]
    booked = bookings_of_services(desk.restaurant, services, now=desk.now)
    try:
        with ending_holds(request, desk, also_asks=bool(booked)):
            remove_special_day(special_day=row, by=desk.editor)
    except NotSure as asked:
        return _ask(request, desk, key, booked=booked, typing_too=asked.typing)
    return done_with_misfits(request, f"{row.name} removed: the usual services run.", desk, "dates")


def _ask(request: HttpRequest, desk: Desk, key: str, **numbers: int) -> HttpResponse:
    row = found_or_404(special_day_by_key(desk.restaurant, key))
    question = {**_context(desk, row), "form": SpecialDayForm(special_day=row), "asks": True, **numbers}
    return page(request, desk, TEMPLATE, rail_page="floor", status=409, **question)


def _context(desk: Desk, row: SpecialDay) -> dict[str, Any]:
    return {
        "special_day": row if row.pk else None,
        "services": row.services.all() if row.pk else (),
        "has_plans": plans_of(desk.restaurant).exists(),
    }
