"""The letter that a change of date, time or party causes: what is now, and what was.

To the guest, whoever changed it, until the party arrives. Superseded by the next change, which then says what
was before both, or by the end of the booking. So it waits a moment: who changes twice gets one letter.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from entracte.bookings.history import AS_WISHED, MOVED
from entracte.bookings.transitions import OPEN
from entracte.mail.letters.kind import LetterKind, LetterText
from entracte.mail.letters.words import see_change_or_cancel, what_is_next, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

# what the guest agreed on and reads in a letter
READ = frozenset({"starts_at", "ends_at", "party_size"})


def _follows_from(change: Change) -> bool:
    has_come = change.booking.arrived_at or change.booking.seated_at
    return change.what == MOVED and not has_come and not READ.isdisjoint(change.after)


def _write(booking: Booking, change: Change) -> LetterText:
    by_guest = _("You have changed your booking.")
    by_staff = _("The restaurant has changed your booking.")
    by_wish = _("The restaurant has changed your booking, as you asked.")
    by_whom = by_wish if change.reason == AS_WISHED else by_guest if change.by_guest else by_staff
    return LetterText(
        subject=whose_table(_("Your booking at %(restaurant)s has changed"), booking),
        heading=_("Your booking has changed"),
        paragraphs=(by_whom, what_is_next(booking)),
        button=see_change_or_cancel(),
    )


def _wait(change: Change) -> timedelta:
    return timedelta(seconds=settings.CHANGED_LETTER_WAIT_SECONDS)


LETTER = LetterKind("changed", "Changed", _follows_from, frozenset(OPEN), _write, _wait)
