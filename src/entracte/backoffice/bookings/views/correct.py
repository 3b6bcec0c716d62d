"""The form next to the list that corrects who a booking is for and how they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.bookings.booking_answers import (
    ChangeMade,
    form_page,
    show_again,
    show_done,
    version_shown,
)
from entracte.backoffice.bookings.forms.correct import CorrectForm, details_of
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.house.access import Desk, open_to
from entracte.bookings.actions.correct import correct_booking
from entracte.bookings.errors import AlreadyDone, StalePage
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CORRECT_GUESTS)
def correct(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Correct names, e-mail and phone of a booking, and of the guest's profile where that is ticked."""
    row = booking_or_404(desk, code)
    form = CorrectForm(request.POST or None, initial={**details_of(row), "profile_too": True})
    if not form.is_bound:
        return form_page(request, desk, row, "correct", form)
    shown = version_shown(request)
    if shown != row.version:
        return _with_theirs(request, desk, row, form, shown)
    if not form.is_valid() or form.asks_whether_same_guest(row):
        return form_page(request, desk, row, "correct", form)
    return _corrected(request, desk, row, form, shown)


def _corrected(request: HttpRequest, desk: Desk, row: Booking, form: CorrectForm, shown: int) -> HttpResponse:
    """Write what was typed, or say why not."""
    try:
        changed = correct_booking(
            booking_id=row.pk,
            restaurant=desk.restaurant,
            typed=form.details,
            profile_too=form.cleaned_data["profile_too"],
            asker=desk.asker(version=shown),
        )
    except AlreadyDone as done:
        return show_again(request, desk, row.code, done.for_staff, shown=shown)
    except StalePage:
        return _with_theirs(request, desk, booking_or_404(desk, row.code), form, shown)
    except Refusal as refused:
        return show_again(request, desk, row.code, refused.for_staff, status=409, shown=shown)
    return show_done(request, desk, ChangeMade(changed, "Corrected.", ""))


def _with_theirs(
    request: HttpRequest, desk: Desk, row: Booking, form: CorrectForm, shown: int
) -> HttpResponse:
    """Show the form again with what another wrote meanwhile, and what was typed here over it."""
    again = form.again_over(details_of(row))
    return form_page(request, desk, row, "correct", again, shown=shown, notice=StalePage.for_staff)
