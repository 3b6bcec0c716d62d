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
from entracte.bookings.errors import NotChanged, ServiceNeeded, StalePage
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
    if not form.is_bound:
        return form_page(request, desk, row, "change", form)
    shown = version_shown(request)
    if shown != row.version:
        return _with_theirs(request, desk, row, form, shown, StalePage())
    if not form.is_valid():
        return form_page(request, desk, row, "change", form)
    return _moved(request, desk, row, form, shown)


def _moved(request: HttpRequest, desk: Desk, row: Booking, form: ChangeForm, shown: int) -> HttpResponse:
    """Move the booking as typed, or say at the form why not."""
    try:
        moved = move_booking(
            booking_id=row.pk,
            restaurant=desk.restaurant,
            move=form.move(desk.zone),
            asker=desk.asker(version=shown, writes=form.cleaned_data["write_to_guest"]),
        )
    except StalePage as stale:
        return _with_theirs(request, desk, booking_or_404(desk, row.code), form, shown, stale)
    except NotChanged as refused:
        return show_again(request, desk, row.code, refused.for_staff, status=409, shown=shown)
    except ServiceNeeded as refused:
        form.add_errors({refused.field: refused.for_staff})
    except Refusal as refused:
        form.offer_past_limit("time", refused.for_staff)
    else:
        sentence = f"Changed. {remarks_on_tables(moved)}".strip()
        return show_done(request, desk, ChangeMade(moved, sentence, ""))
    return form_page(request, desk, row, "change", form)


def _with_theirs(
    request: HttpRequest, desk: Desk, row: Booking, form: ChangeForm, shown: int, stale: StalePage
) -> HttpResponse:
    """Show the form again with what another wrote meanwhile, and what was typed here over it."""
    typed = form.over(_initial(row))
    for name, text in _usual_end(desk, row, _form(typed, desk, row)).items():
        typed[name] = text
    again = _form(typed, desk, row)
    return form_page(request, desk, row, "change", again, shown=shown, notice=stale.for_staff)


@require_safe
@open_to(Right.CHANGE_BOOK)
def end(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The end alone, worked out again when party or start changed; one that was typed by hand stays."""
    row = booking_or_404(desk, code)
    form = _form(request.GET, desk, row)
    typed = {name: form[name].value() for name in ("end", "usual_end")}
    typed |= _usual_end(desk, row, form)
    shown = ChangeForm(tables=(), initial=typed)
    return page(request, desk, "bookings/change.html#end", change_form=shown, row=row)


def _usual_end(desk: Desk, row: Booking, form: ChangeForm) -> dict[str, str]:
    """Return the end that follows from party and start, for its two fields; nothing where it was typed."""
    if not form.is_valid() or form.is_end_typed:
        return {}
    usual = end_of_move(row, desk.restaurant, form.move(desk.zone))
    return dict.fromkeys(("end", "usual_end"), f"{usual.astimezone(desk.zone):%H:%M}" if usual else "")


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
