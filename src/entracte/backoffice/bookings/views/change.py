"""The form next to the list that gives a booking another time, party or table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

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
from entracte.backoffice.house.answers import page
from entracte.bookings.actions.move import end_of_move, move_booking
from entracte.bookings.errors import NotChanged, ServiceNeeded
from entracte.bookings.misfits.find import remarks_on_tables
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CHANGE_BOOK)
def change(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Change date, time, end, party and table of a booking, next to the list."""
    row = booking_or_404(desk, code)
    form = _form(request.POST or None, desk, row)
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
    return show_done(request, desk, ChangeMade(moved, f"Changed. {remarks_on_tables(moved)}".strip(), ""))


@require_safe
@open_to(Right.CHANGE_BOOK)
def end(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The end alone, worked out again when party or start changed; one that was typed by hand stays."""
    row = booking_or_404(desk, code)
    form = _form(request.GET, desk, row)
    typed = {name: form[name].value() for name in ("end", "usual_end")}
    if form.is_valid() and not form.is_end_typed:
        usual = end_of_move(row, desk.restaurant, form.move(desk.zone))
        clock = f"{usual.astimezone(desk.zone):%H:%M}" if usual else ""
        typed = dict.fromkeys(typed, clock)
    shown = ChangeForm(tables=(), initial=typed)
    return page(request, desk, "bookings/change.html#end", change_form=shown, row=row)


def _form(typed: QueryDict | None, desk: Desk, row: Booking) -> ChangeForm:
    tables, services = active_tables(desk), active_services(desk)
    return ChangeForm(typed, tables=tables, services=services, initial=_initial(row))


def _initial(row: Booking) -> dict[str, object]:
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return {
        "date": start.date(),
        "time": start.time(),
        "service_key": row.service.key if row.service else "",
        "end": end.time(),
        "usual_end": end.time(),
        "party_size": row.party_size,
    }
