"""The letter that a confirmed booking causes: when, where and for how many, with the link of the booking.

To the guest of a booking that was made confirmed. Superseded by whatever is changed before it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.mail.letters.kind import LetterKind, LetterText, is_made
from entracte.mail.letters.words import see_change_or_cancel, what_is_next, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


def _follows_from(change: Change) -> bool:
    return is_made(change, Status.CONFIRMED)


def _write(booking: Booking, change: Change) -> LetterText:
    return LetterText(
        subject=whose_table(_("Your table at %(restaurant)s"), booking),
        heading=_("Your table is booked"),
        paragraphs=(what_is_next(booking),),
        button=see_change_or_cancel(),
    )


LETTER = LetterKind("booked", "Booked", _follows_from, frozenset({Status.CONFIRMED}), _write)
