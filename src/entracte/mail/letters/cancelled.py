"""The letter that the end of a booking causes: by whom it was cancelled.

To the guest. After the guest's own press it waits for the minute in which they may take it back (D38).
Superseded when the booking stands again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.by_guest.rules import UNDO
from entracte.bookings.choices import Status
from entracte.mail.letters.kind import LetterKind, LetterText, status_became
from entracte.mail.letters.words import whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

BEFORE = frozenset({Status.PENDING, Status.PENDING_PAYMENT, Status.CONFIRMED})


def _follows_from(change: Change) -> bool:
    return status_became(change, Status.CANCELLED, out_of=BEFORE)


def _wait(change: Change) -> timedelta:
    return UNDO if change.by_guest else timedelta(0)


def _write(booking: Booking, change: Change) -> LetterText:
    by_guest = _("You have cancelled your booking. There is nothing more to do.")
    by_staff = _("The restaurant has cancelled your booking. If you do not know why, please call.")
    return LetterText(
        subject=whose_table(_("Your booking at %(restaurant)s is cancelled"), booking),
        heading=_("Your booking is cancelled"),
        paragraphs=(by_guest if change.by_guest else by_staff,),
        button=_("See the booking"),
    )


LETTER = LetterKind("cancelled", "Cancelled", _follows_from, frozenset({Status.CANCELLED}), _write, _wait)
