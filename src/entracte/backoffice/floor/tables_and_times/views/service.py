"""The page on which a service is added or changed, a usual one or one of a special day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.tables_and_times.forms.service import ServiceForm
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits, found_or_404
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import ending_holds
from entracte.backoffice.house.hours_warnings import hours_warnings
from entracte.dining.actions import save_service
from entracte.dining.new_rows import new_service
from entracte.dining.queries import plans_of, service_by_key, special_day_by_key
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Service


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def service(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a service."""
    row = found_or_404(service_by_key(desk.restaurant, key) if key else new_service(desk.restaurant))
    return _service_page(request, desk, row)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def special_service(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Add a service to a special day."""
    day = found_or_404(special_day_by_key(desk.restaurant, key))
    return _service_page(request, desk, new_service(desk.restaurant, day))


def _service_page(request: HttpRequest, desk: Desk, row: Service) -> HttpResponse:
    day = row.special_day
    form = ServiceForm(request.POST or None, plans=list(plans_of(desk.restaurant)), service=row)
    where = ("special_day", day.key) if day else ("floor",)

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_service(service=form.apply_to(row), by=desk.editor)
        return done_with_misfits(request, f"{row.name} saved.", desk, *where)

    return edit_page(
        request,
        desk,
        "floor/tables_and_times/service.html",
        rail_page="floor",
        form=form,
        save=save,
        is_new=row.pk is None,
        special_day=day,
        warnings=hours_warnings(desk.restaurant, now=desk.now, service_key=row.key) if row.pk else [],
        back=reverse(f"backoffice:{where[0]}", args=[desk.restaurant.slug, *where[1:]]),
    )
