"""The letter that thanks for a visit, with one private question: how was it?

To the guest of a completed booking, the day after; no change causes it at once. A correction withdraws
it, and the next *Completed* asks again (D5). A visit that was completed a week late is not asked about.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from entracte.bookings.choices import Status
from entracte.mail.letters.kind import LetterKind, LetterText
from entracte.mail.letters.reminder import USUAL_TIME
from entracte.mail.letters.words import whose_table

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

DAY = timedelta(days=1)
FRESH_FOR = timedelta(days=7)


def thanks_moment(booking: Booking, completed_at: datetime) -> datetime:
    """Return when its guest is thanked: at the restaurant's next ten o'clock after the day of the visit."""
    zone = ZoneInfo(booking.restaurant.time_zone)
    date = max(booking.service_date + DAY, completed_at.astimezone(zone).date())
    moment = datetime.combine(date, USUAL_TIME, zone)
    return moment if moment > completed_at else datetime.combine(date + DAY, USUAL_TIME, zone)


def _write(booking: Booking, change: Change) -> LetterText:
    return LetterText(
        subject=whose_table(_("Thank you for your visit to %(restaurant)s"), booking),
        heading=_("Thank you for your visit"),
        paragraphs=(
            _("How was it? Choose one of five, and add a few words if you like."),
            _("Only the restaurant reads your answer."),
        ),
        button=_("Say how it was"),
    )


LETTER = LetterKind(
    "thanks",
    "Thank you",
    lambda change: False,
    frozenset({Status.COMPLETED}),
    _write,
    good_until=lambda booking: booking.ends_at + FRESH_FOR,
    after_visit=True,
)
