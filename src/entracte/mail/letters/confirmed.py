"""The letter that a confirmation causes: the table is certain.

To the guest, when staff confirm the booking, note its deposit, or take a cancelled one back.
A guest who takes it back sees so on the page. Superseded by a change or by the end of the booking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.mail.letters.kind import LetterKind, LetterText, status_became
from entracte.mail.letters.words import see_change_or_cancel, what_is_next, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

BEFORE = frozenset({Status.PENDING, Status.PENDING_PAYMENT, Status.CANCELLED})


def _follows_from(change: Change) -> bool:
    return not change.by_guest and status_became(change, Status.CONFIRMED, out_of=BEFORE)


def _write(booking: Booking, change: Change) -> LetterText:
    return LetterText(
        subject=whose_table(_("Your table at %(restaurant)s is confirmed"), booking),
        heading=_("Your table is confirmed"),
        paragraphs=(what_is_next(booking),),
        button=see_change_or_cancel(),
    )


LETTER = LetterKind("confirmed", "Confirmed", _follows_from, frozenset({Status.CONFIRMED}), _write)
