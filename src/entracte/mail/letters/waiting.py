"""The letter that a booking causes which a person has to confirm: that it is in, and is no table yet.

To the guest, when the booking is made so or becomes so after its deposit. Superseded by the confirmation, by
a change, or by the end of the booking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.mail.letters.kind import LetterKind, LetterText, is_made, status_became
from entracte.mail.letters.words import see_change_or_cancel, what_is_next, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

BEFORE = frozenset({Status.PENDING_PAYMENT})


def _follows_from(change: Change) -> bool:
    return is_made(change, Status.PENDING) or status_became(change, Status.PENDING, out_of=BEFORE)


def _write(booking: Booking, change: Change) -> LetterText:
    is_paid = change.before.get("status") in BEFORE
    first = _("Your deposit has come in.") if is_paid else _("Your booking is in.")
    return LetterText(
        subject=whose_table(_("Your booking at %(restaurant)s waits to be confirmed"), booking),
        heading=_("Your table is not confirmed yet"),
        paragraphs=(first, what_is_next(booking)),
        button=see_change_or_cancel(),
    )


LETTER = LetterKind("waiting", "Waits for confirmation", _follows_from, frozenset({Status.PENDING}), _write)
