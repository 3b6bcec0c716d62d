"""The letter that a booking causes for which a deposit is due: the restaurant asks for it by hand.

To the guest, when the booking is made. Superseded when the deposit comes in, by a change, or by the end of
the booking.
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
    return is_made(change, Status.PENDING_PAYMENT)


def _write(booking: Booking, change: Change) -> LetterText:
    return LetterText(
        subject=whose_table(_("A deposit is due for your table at %(restaurant)s"), booking),
        heading=_("A deposit is due"),
        paragraphs=(_("Your booking is in. A party of this size pays a deposit."), what_is_next(booking)),
        button=see_change_or_cancel(),
    )


LETTER = LetterKind(
    "deposit_due", "A deposit is due", _follows_from, frozenset({Status.PENDING_PAYMENT}), _write
)
