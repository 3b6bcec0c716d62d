"""Which guests a reminder asked whether they come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.queries import changes_after
from entracte.mail.letters.reconfirm import asks_to_reconfirm
from entracte.mail.letters.reminder import LETTER, reminder_moment
from entracte.mail.models import Letter, LetterState

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

WENT = (LetterState.SENT, LetterState.PERHAPS_SENT)


def is_asked_to_reconfirm(booking: Booking, *, now: datetime) -> bool:
    """Say whether a reminder asked the guest about the start that the booking has.

    No query before the moment of its reminder, nor where it was made later; then three at most.
    """
    moment = reminder_moment(booking)
    if moment is None or not booking.created_at < moment <= now:
        return False
    reminders = Letter.objects.filter(booking=booking, kind=LETTER.name, state__in=WENT)
    last = reminders.order_by("-id").values_list("change__number", flat=True).first()
    if last is None or not asks_to_reconfirm(booking.restaurant):
        return False
    return not any("starts_at" in later.after for later in changes_after(last, booking.pk))
