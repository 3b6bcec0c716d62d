"""The form next to the list that gives a booking another time, party or table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from entracte.backoffice.bookings.booking_answers import (
    ChangeMade,
    form_page,
    show_again,
    show_done,
    version_shown,
)
from entracte.backoffice.bookings.forms.change import ChangeForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.tables import active_services, active_tables
from entracte.backoffice.house.access import Desk, open_to
from entracte.bookings.actions.move import move_booking
from entracte.bookings.errors import NotChanged, ServiceNeeded
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CHANGE_BOOK)
def change(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Change date, time, end, party and table of a booking, next to the list."""
    row = booking_or_404(desk, code)
    form = ChangeForm(
        request.POST or None,
        tables=active_tables(desk),
        services=active_services(desk),
        initial=_initial(row),
    )
    if not form.is_valid():
        return form_page(request, desk, row, "change", form)
    try:
        moved = move_booking(
            booking_id=row.pk,
            restaurant=desk.restaurant,
            move=form.move(desk.zone),
            asker=desk.asker(version=version_shown(request)),
        )
    except NotChanged as refused:
        return show_again(request, desk, code, refused.for_staff, status=409)
    except ServiceNeeded as refused:
        form.add_errors({refused.field: refused.for_staff})
        return form_page(request, desk, row, "change", form)
    except Refusal as refused:
        form.offer_past_limit("time", refused.for_staff)
        return form_page(request, desk, row, "change", form)
    return show_done(request, desk, ChangeMade(moved, "Changed.", ""))


def _initial(row: Booking) -> dict[str, object]:
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return {
        "date": start.date(),
        "time": start.time(),
        "service_key": row.service.key if row.service else "",
        "end": end.time(),
        "party_size": row.party_size,
    }
