"""Which letters follow from a change of a booking, each stored once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.locked_booking import locked_change
from entracte.jobs.facts import announce
from entracte.mail.letters import letters_for
from entracte.mail.letters.own_settings import letter_settings_of
from entracte.mail.models import Letter
from entracte.mail.work import LETTER_DUE

if TYPE_CHECKING:
    from entracte.bookings.models import Change
    from entracte.mail.letters.kind import LetterKind


def put_in_outbox(change_id: int, *, at: datetime) -> None:
    """Make the rows of the letters that this change causes. May be called any number of times."""
    with transaction.atomic():
        change = locked_change(change_id)
        if change is None or not change.booking.email:
            return
        kinds = letters_for(change)
        off = letter_settings_of(change.restaurant_id).switched_off if kinds else []
        for kind in kinds:
            if kind.name not in off:
                put_letter(change, kind, at=at)


@transaction.atomic
def put_letter(change: Change, kind: LetterKind, *, at: datetime, to: str = "") -> tuple[Letter, bool]:
    """Make one row and its job, unless the row is there: unique on change, letter and person.

    Returns the row and whether it is new. `change` is a `locked_change`. It goes `to` this address, else to
    that of the booking, which has one.
    """
    wait, booking = kind.wait(change), change.booking
    letter, is_new = Letter.objects.get_or_create(
        change=change,
        kind=kind.name,
        account=None,
        defaults={
            "restaurant_id": booking.restaurant_id,
            "booking_id": booking.pk,
            "to_address": to or booking.email,
            "language": booking.language,
            "due_at": at + wait,
            "created_at": at,
        },
    )
    if is_new:
        announce(LETTER_DUE, letter.pk, after_seconds=wait.total_seconds())
    return letter, is_new
