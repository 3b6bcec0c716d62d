"""The letters about all that is kept of a guest: one with the link that carries it out, one with the file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from entracte.bookings.choices import Demanded
from entracte.bookings.demands.queries import own_address_of
from entracte.bookings.history import last_change
from entracte.bookings.locked_booking import locked_change
from entracte.mail.asked_for.again import REST, put_again
from entracte.mail.letters import ask_erasure, ask_everything, everything
from entracte.mail.models import Letter, LetterState

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

ASKS = {Demanded.EVERYTHING: ask_everything.LETTER, Demanded.ERASURE: ask_erasure.LETTER}
GOES = (LetterState.WAITING, LetterState.SENDING)


def write_to_carry_out(booking: Booking, what: Demanded, *, at: datetime) -> None:
    """Put the letter whose link carries this demand out into the outbox, to the profile's own address.

    None where such a letter still goes to that address, or went within the last quarter of an hour, whichever
    booking it was asked for at. Needs a transaction.
    """
    change, to = _locked(booking)
    kind = ASKS[what]
    lately = Q(state__in=GOES) | Q(created_at__gt=at - REST) | Q(ended_at__gt=at - REST)
    same = Letter.objects.filter(lately, restaurant_id=booking.restaurant_id, kind=kind.name, to_address=to)
    if change is not None and to and not same.exists():
        put_again(change, kind, to=to, at=at)


def write_everything(booking: Booking, *, at: datetime) -> None:
    """Put the letter that brings the file into the outbox, to that address. Needs a transaction."""
    change, to = _locked(booking)
    if change is not None and to:
        put_again(change, everything.LETTER, to=to, at=at, rest=timedelta(0))


def _locked(booking: Booking) -> tuple[Change | None, str]:
    """Return the last line of its history, locked, and the profile's address; "" once that was erased."""
    change = locked_change(last_change(booking).pk)
    return change, own_address_of(change.booking) if change else ""
