"""The letter that a confirmed booking causes: when, where and for how many, with the link of the booking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.bookings.history import MADE
from entracte.mail.letters.kind import LetterKind, LetterText

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


def _follows_from(change: Change) -> bool:
    return change.what == MADE and change.booking.status == Status.CONFIRMED


def _write(booking: Booking) -> LetterText:
    return LetterText(
        subject=_("Your table at %(restaurant)s") % {"restaurant": booking.restaurant.name},
        paragraphs=(_("Your table is booked. We look forward to seeing you."),),
    )


LETTER = LetterKind("booked", "Booked", _follows_from, _write)
