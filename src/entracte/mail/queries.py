"""What staff read about letters: those of a booking, and which bookings have one that did not arrive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from entracte.mail.letters import BY_NAME
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.sending.send import is_set_up

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant

CAME_BACK = "A letter came back."
ON_ITS_WAY = (LetterState.WAITING, LetterState.SENDING)
# what was not sent at all says nothing of whether the guest has the latest word
NO_FATE = (*ON_ITS_WAY, LetterState.SUPERSEDED, LetterState.DROPPED)
NEEDS_A_PERSON = (LetterState.FAILED, LetterState.PERHAPS_SENT)


def letters_are_set_up() -> bool:
    """Say whether this installation names somebody who sends letters."""
    return is_set_up()


def letters_of(booking: Booking) -> QuerySet[Letter]:
    """Return the letters to the guest of a booking, the oldest first."""
    return Letter.objects.filter(booking=booking, account=None).order_by("id")


def letter_by_key(booking: Booking, key: str) -> Letter | None:
    """Return this letter to the guest of a booking, or None."""
    return letters_of(booking).filter(key=key).first()


def title_of(letter: Letter) -> str:
    """Return the letter's name for staff."""
    return BY_NAME[letter.kind].title


def is_on_its_way(letter: Letter) -> bool:
    """Say whether a letter still waits or is being sent."""
    return letter.state in ON_ITS_WAY


def needs_a_person(letter: Letter) -> bool:
    """Say whether a letter failed, or was perhaps sent."""
    return letter.state in NEEDS_A_PERSON


def is_perhaps_sent(letter: Letter) -> bool:
    """Say whether a letter was handed over and no answer came."""
    return letter.state == LetterState.PERHAPS_SENT


def is_sent(letter: Letter) -> bool:
    """Say whether a mail server took the letter."""
    return letter.state == LetterState.SENT


def unsure_among(booking_ids: Iterable[int]) -> set[int]:
    """Return those of these bookings whose last letter failed, or was perhaps sent. One query."""
    ended = Letter.objects.filter(booking__in=list(booking_ids), account=None).exclude(state__in=NO_FATE)
    newest = ended.order_by("booking_id", "-id").distinct("booking_id")
    return {
        booking for booking, state in newest.values_list("booking_id", "state") if state in NEEDS_A_PERSON
    }


def why_marked(restaurant: Restaurant, address: str) -> str:
    """Return why the restaurant does not write to this address; '' where it does. One query."""
    mark = mark_of(restaurant.pk, address) if address else None
    return (mark.reason or CAME_BACK) if mark else ""
