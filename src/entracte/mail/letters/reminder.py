"""The letter that reminds of a booking: when it is, and that it can still be changed or cancelled.

Where the restaurant wishes so, it asks whether the party comes.

To the guest of a confirmed booking, at the moment that the restaurant set; no change causes it. Superseded by
a change or by the end of the booking, and of no use once it begins.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.mail.letters.kind import LetterKind, LetterText
from entracte.mail.letters.reconfirm import asks_to_reconfirm
from entracte.mail.letters.words import see_change_or_cancel, whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

USUAL_TIME = time(10)


def reminder_moment(booking: Booking) -> datetime | None:
    """Return when its guest is reminded: by the restaurant's hours, else at ten the day before; or None."""
    hours = booking.restaurant.reminder_hours
    if hours is None:
        day_before = booking.service_date - timedelta(days=1)
        return datetime.combine(day_before, USUAL_TIME, ZoneInfo(booking.restaurant.time_zone))
    return booking.starts_at - timedelta(hours=hours) if hours else None


def _write(booking: Booking, change: Change) -> LetterText:
    if asks_to_reconfirm(booking.restaurant):
        return _asking(booking)
    return LetterText(
        subject=whose_table(_("Reminder: your table at %(restaurant)s"), booking),
        heading=_("We look forward to seeing you"),
        paragraphs=(_("If you cannot come, please cancel: somebody else will be glad of the table."),),
        button=see_change_or_cancel(),
    )


def _asking(booking: Booking) -> LetterText:
    """Ask whether they come. They answer by a press on the booking's page: mail programs open links."""
    return LetterText(
        subject=whose_table(_("Are you coming? Your table at %(restaurant)s"), booking),
        heading=_("Are you coming?"),
        paragraphs=(
            _("Please say with one press that you are coming."),
            _("If you cannot come, please cancel: somebody else will be glad of the table."),
        ),
        button=_("Coming"),
        button_part="coming",
        second=_("Cancel"),
        second_part="cancel",
    )


LETTER = LetterKind(
    "reminder",
    "Reminder",
    lambda change: False,
    frozenset({Status.CONFIRMED}),
    _write,
    good_until=lambda booking: booking.starts_at,
)
