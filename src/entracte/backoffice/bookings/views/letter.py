"""What staff do about the letters of a booking: send one again, and write to a marked address again."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from entracte.backoffice.bookings.booking_answers import ChangeMade, booking_page, show_again, show_done
from entracte.backoffice.bookings.forms.letter import LetterForm
from entracte.backoffice.bookings.shown.booking import booking_or_404
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.asked import pressed
from entracte.bookings.errors import AlreadyDone
from entracte.mail.by_hand import send_again, write_to_booking_again
from entracte.mail.queries import is_perhaps_sent, letter_by_key
from entracte.restaurants.roles import Right

NOT_HERE = "This letter does not stand at the booking any more."
ON_ITS_WAY = "This letter is on its way already."


@require_POST
@open_to(Right.CHANGE_BOOK)
def letter_again(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Send a letter again; one that perhaps arrived is asked about once."""
    row, form = booking_or_404(desk, code), LetterForm(request.POST)
    letter = letter_by_key(row, form.cleaned_data["letter"]) if form.is_valid() else None
    if letter is None:
        return show_again(request, desk, code, NOT_HERE, status=409)
    if is_perhaps_sent(letter) and not pressed(request, "sure"):
        return booking_page(request, desk, row, asked_letter=letter.key)
    if not send_again(letter, desk.asker()):
        return show_again(request, desk, code, ON_ITS_WAY)
    return show_done(request, desk, ChangeMade(row, "The letter goes again.", ""))


@require_POST
@open_to(Right.CHANGE_BOOK)
def write_again(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Take the mark off the booking's address, so that letters go to it again."""
    row = booking_or_404(desk, code)
    with suppress(AlreadyDone):
        row = write_to_booking_again(booking_id=row.pk, restaurant=desk.restaurant, asker=desk.asker())
    return show_done(request, desk, ChangeMade(row, f"Letters go to {row.email} again.", ""))
