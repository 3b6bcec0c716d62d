"""The letter that the end of a wish causes where nothing changed: declined, or not answered in time.

To the guest. Superseded by the next change that causes a letter, or by the end of the booking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.history import WISH_DECLINED, WISH_EXPIRED
from entracte.bookings.transitions import OPEN
from entracte.mail.letters.kind import LetterKind, LetterText
from entracte.mail.letters.words import see_change_or_cancel, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


def _follows_from(change: Change) -> bool:
    return change.what in (WISH_DECLINED, WISH_EXPIRED)


def _write(booking: Booking, change: Change) -> LetterText:
    declined = _("The restaurant cannot make the change that you asked for.")
    expired = _("The restaurant has not answered in time to the change that you asked for.")
    by_phone = _("If another time would suit you, please call.")
    by_word = _("If another time would suit you, please speak to the restaurant.")
    return LetterText(
        subject=whose_table(_("Your booking at %(restaurant)s stays as it is"), booking),
        heading=_("Your booking stays as it is"),
        paragraphs=(
            expired if change.what == WISH_EXPIRED else declined,
            by_phone if booking.restaurant.phone else by_word,
        ),
        button=see_change_or_cancel(),
    )


LETTER = LetterKind("not_changed", "Change not possible", _follows_from, frozenset(OPEN), _write)
