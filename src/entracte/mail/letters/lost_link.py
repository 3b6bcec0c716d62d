"""The letter that a guest asks for who lost the link of a booking: the booking as it stands, with its link.

No change causes it, and none supersedes it: it says what stands when it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.transitions import OPEN
from entracte.mail.letters.kind import LetterKind, LetterText
from entracte.mail.letters.words import see_change_or_cancel, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


def _write(booking: Booking, change: Change) -> LetterText:
    return LetterText(
        subject=whose_table(_("The link of your booking at %(restaurant)s"), booking),
        heading=_("Here is your booking"),
        paragraphs=(_("You asked for this link. If it was not you, there is nothing to do."),),
        button=see_change_or_cancel(),
    )


LETTER = LetterKind("lost_link", "Link, asked for again", lambda change: False, frozenset(OPEN), _write)
