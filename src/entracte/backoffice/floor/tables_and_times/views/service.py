"""How is a service set up, a usual one or one of a special day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.tables_and_times.forms.service import ServiceForm
from entracte.backoffice.floor.tables_and_times.views.table import first
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.dining.actions import save_service
from entracte.dining.new_rows import new_service
from entracte.dining.queries import plans_of, service_by_key, special_day_by_key
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Service


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def service(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a service."""
    row = new_service(desk.restaurant) if key is None else service_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    return _service(request, desk, row)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def special_service(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Add a service to a special day."""
    day = special_day_by_key(desk.restaurant, key)
    if day is None:
        raise Http404
    return _service(request, desk, new_service(desk.restaurant, day))


def _service(request: HttpRequest, desk: Desk, row: Service) -> HttpResponse:
    is_new, day = row.pk is None, row.special_day
    form = ServiceForm(request.POST or None, plans=list(plans_of(desk.restaurant)), service=row)
    where = ("special_day", day.key) if day else ("floor",)
    if form.is_valid():
        try:
            save_service(service=form.apply_to(row))
        except ValidationError as error:
            form.blame(first(error))
        else:
            return saved(request, desk, f"{row.name} saved.", *where)
    return page(
        request,
        desk,
        "floor/tables_and_times/service.html",
        place="floor",
        form=form,
        is_new=is_new,
        special_day=day,
        back=reverse(f"backoffice:{where[0]}", args=[desk.restaurant.slug, *where[1:]]),
        status=422 if form.is_bound else 200,
    )
