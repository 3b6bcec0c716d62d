"""The letter that a guest's wish causes: what was asked for, and that the booking stays until it is answered.

To the guest. Superseded when the wish is answered, withdrawn, overtaken or over, and by the next wish. It
takes the place of no other letter, since it may not be sent itself. So it waits a moment, as a change does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from entracte.bookings.history import WISHED
from entracte.bookings.transitions import OPEN
from entracte.bookings.wishes.queries import last_wish, wish_that_waits
from entracte.dates_in_words import visit_in_words, when_in_words
from entracte.mail.letters.kind import LetterKind, LetterText
from entracte.mail.letters.words import see_change_or_cancel, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


def _follows_from(change: Change) -> bool:
    return change.what == WISHED


def _wait(change: Change) -> timedelta:
    return timedelta(seconds=settings.CHANGED_LETTER_WAIT_SECONDS)


def _still_waits(booking: Booking, at: datetime) -> bool:
    return wish_that_waits(booking, now=at) is not None


def _write(booking: Booking, change: Change) -> LetterText:
    asked, until = _asked_and_until(booking)
    return LetterText(
        subject=whose_table(_("The change of your booking at %(restaurant)s waits for an answer"), booking),
        heading=_("You asked for a change"),
        paragraphs=(
            _("You asked for this: %(asked)s.") % {"asked": asked},
            _(
                "The restaurant answers by letter, by %(until)s. Until then that table is kept for you, and "
                "your booking stays as it is."
            )
            % {"until": until},
        ),
        button=see_change_or_cancel(),
    )


def _asked_and_until(booking: Booking) -> tuple[str, str]:
    """Return what is asked for and until when; where nothing is, as in a preview, the booking as it is."""
    wish, zone = last_wish(booking) if booking.pk else None, booking.restaurant.time_zone
    asked = wish or booking
    until = wish.expires_at if wish else booking.starts_at
    return visit_in_words(asked.starts_at, zone, asked.party_size), when_in_words(until, zone)


LETTER = LetterKind(
    "wish_waits",
    "Change asked for",
    _follows_from,
    frozenset(OPEN),
    _write,
    _wait,
    still_true=_still_waits,
    replaces_others=False,
)
