"""Which services does a special day have?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.floor.dates.forms import SpecialDayForm
from entracte.backoffice.floor.tables_and_times.views.table import first
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.bookings.misfits.dependents import bookings_of_services
from entracte.dining.dates import remove_special_day, save_special_day
from entracte.dining.new_rows import new_special_day
from entracte.dining.queries import plans_of, special_day_by_key
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import SpecialDay


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def special_day(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a special day; a new one leads on to its services."""
    row = new_special_day(desk.restaurant) if key is None else _special_day_or_404(desk, key)
    is_new = row.pk is None
    form = SpecialDayForm(request.POST or None, special_day=row)
    if not form.is_valid():
        return _page(request, desk, row, form)
    try:
        save_special_day(special_day=form.apply_to(row))
    except ValidationError as error:
        form.blame(first(error))
        return _page(request, desk, row, form)
    if is_new:
        return saved(request, desk, f"{row.name} saved. Now its services.", "special_day", row.key)
    return saved(request, desk, f"{row.name} saved.", "dates")


@require_POST
@at_desk(Right.EDIT_FLOOR)
def remove(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Remove a special day and its services; asks once where somebody is booked for one of them."""
    row = _special_day_or_404(desk, key)
    services = [service.pk for service in row.services.all()]
    booked = bookings_of_services(desk.restaurant, services, now=desk.now)
    if booked and "sure" not in request.POST:
        return _page(request, desk, row, SpecialDayForm(special_day=row), booked=booked, status=409)
    remove_special_day(special_day=row)
    return saved(request, desk, f"{row.name} removed: the usual services run.", "dates")


def _special_day_or_404(desk: Desk, key: str) -> SpecialDay:
    row = special_day_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    return row


def _page(
    request: HttpRequest,
    desk: Desk,
    row: SpecialDay,
    form: SpecialDayForm,
    *,
    booked: int = 0,
    status: int = 0,
) -> HttpResponse:
    return page(
        request,
        desk,
        "floor/dates/special_day.html",
        place="floor",
        form=form,
        special_day=row if row.pk else None,
        services=row.services.all() if row.pk else (),
        has_plans=plans_of(desk.restaurant).exists(),
        booked=booked,
        status=status or (422 if form.is_bound else 200),
    )
