"""How many letters may go: to one address in a day, and from one restaurant in an hour (D34)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from entracte.guests.folding import folded_email
from entracte.mail.models import Letter

OF_AN_ADDRESS, OF_A_RESTAURANT = timedelta(days=1), timedelta(hours=1)
LOOK_AGAIN = timedelta(minutes=5)


def is_address_full(letter: Letter, *, at: datetime) -> bool:
    """Say whether the address got its letters of a day, from all restaurants together."""
    gone = _gone(letter, since=at - OF_AN_ADDRESS).filter(to_folded=folded_email(letter.to_address))
    return gone.count() >= settings.LETTERS_PER_ADDRESS


def waits_until(letter: Letter, *, at: datetime) -> datetime | None:
    """Return when to look again where the restaurant sent its letters of an hour, else None.

    A letter about somebody's sign-in is no restaurant's, and does not wait.
    """
    if letter.restaurant_id is None:
        return None
    gone = _gone(letter, since=at - OF_A_RESTAURANT).filter(restaurant_id=letter.restaurant_id)
    return at + LOOK_AGAIN if gone.count() >= settings.LETTERS_PER_RESTAURANT else None


def _gone(letter: Letter, *, since: datetime) -> QuerySet[Letter]:
    """The other letters that somebody was asked to take: what was refused counts too."""
    return Letter.objects.filter(began_at__gt=since).exclude(pk=letter.pk)
