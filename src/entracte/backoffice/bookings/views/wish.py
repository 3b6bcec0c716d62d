"""Staff answer the change that a guest asks for: it is made, or the booking stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from entracte.backoffice.bookings.booking_answers import ChangeMade, show_again, show_done
from entracte.backoffice.bookings.forms.wish import ACCEPT, WishForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.bookings.shown.names import name_of
from entracte.backoffice.house.access import Desk, open_to
from entracte.bookings.errors import WishOver
from entracte.bookings.wishes.answer import accept_wish, decline_wish
from entracte.refusal import Refusal
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@require_POST
@open_to(Right.CHANGE_BOOK)
def wish(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Accept or decline the wish that waits at a booking."""
    row, form = booking_or_404(desk, code), WishForm(request.POST)
    shown = form.version_shown
    try:
        made = _answer(desk, row, form)
    except Refusal as refused:
        return show_again(request, desk, code, refused.for_staff, status=409, shown=shown)
    return show_done(request, desk, made)


def _answer(desk: Desk, row: Booking, form: WishForm) -> ChangeMade:
    if not form.is_valid():
        raise WishOver
    is_accepted = form.cleaned_data["answer"] == ACCEPT
    changed = (accept_wish if is_accepted else decline_wish)(
        booking_id=row.pk,
        restaurant=desk.restaurant,
        key=form.cleaned_data["wish"],
        asker=desk.asker(version=form.version_shown, writes=form.cleaned_data["write_to_guest"]),
    )
    what = "is changed as the guest wished" if is_accepted else "stays as it is"
    return ChangeMade(changed, f"The booking of {name_of(row)} {what}.", "")
