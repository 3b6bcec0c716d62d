"""The form next to the list with which two parties swap their tables."""

from __future__ import annotations

from dataclasses import replace
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
from entracte.backoffice.bookings.forms.swap import SwapForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.meanwhile import done_meanwhile
from entracte.backoffice.bookings.shown.names import name_of, table_names
from entracte.backoffice.house.access import Desk, open_to
from entracte.bookings.actions.swap import swap_tables
from entracte.bookings.errors import NotChanged, StalePage
from entracte.bookings.queries import diary_for
from entracte.bookings.transitions import OPEN
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.CHANGE_BOOK)
def swap(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Choose another party of the date, and give each the tables of the other."""
    row = booking_or_404(desk, code)
    form = SwapForm(request.POST or None, others=_others(desk, row))
    shown = version_shown(request) if form.is_bound else None
    if not form.is_valid():
        return form_page(request, desk, row, "swap", form, shown=shown)
    try:
        swapped, _ = swap_tables(
            booking_id=row.pk,
            other_id=form.chosen.pk,
            restaurant=desk.restaurant,
            asker=desk.asker(version=shown),
            other_version=form.chosen_version,
            override=form.override,
        )
    except StalePage as stale:
        return _with_theirs(request, desk, code, form, shown, stale)
    except NotChanged as refused:
        return show_again(request, desk, code, refused.for_staff, status=409, shown=shown)
    except Refusal as refused:
        form.offer_past_limit("other", refused.for_staff)
        return form_page(request, desk, row, "swap", form)
    return show_done(request, desk, ChangeMade(swapped, f"Swapped with {name_of(form.chosen)}.", ""))


def _with_theirs(
    request: HttpRequest, desk: Desk, code: str, form: SwapForm, shown: int | None, stale: StalePage
) -> HttpResponse:
    """Show the form again as both parties stand now, with the same one chosen, and what others did."""
    row, other = booking_or_404(desk, code), booking_or_404(desk, form.chosen.code)
    again = SwapForm(request.POST, others=_others(desk, row))
    theirs = [
        replace(line, sentence=f"{name_of(other)}: {line.sentence}")
        for line in done_meanwhile(other, form.chosen_version)
    ]
    return form_page(request, desk, row, "swap", again, shown=shown, notice=stale.for_staff, theirs=theirs)


def _others(desk: Desk, row: Booking) -> list[Booking]:
    """Return whom the party may swap with: open bookings of its date that have tables and have not left."""
    return [
        each
        for each in diary_for(desk.restaurant, row.service_date)
        if each.pk != row.pk and each.status in OPEN and each.left_at is None and table_names(each)
    ]
