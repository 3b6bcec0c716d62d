"""The letter that says that the bridge to Spektrix needs a person, at most once a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from entracte.jobs.facts import announce
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.to_staff.choices import BRIDGE, still_wants, who_wants
from entracte.mail.to_staff.guests_doing import CAME_BACK
from entracte.mail.to_staff.kind import SUPERSEDED, StaffLetter, StaffWords, Unsent
from entracte.mail.work import LETTER_DUE
from entracte.restaurants.queries import restaurant_by_id
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant

REST = timedelta(days=1)


def write_of_bridge(restaurant_id: int, *, at: datetime) -> None:
    """Write to each who wants it, unless they were written to within a day. May be called twice."""
    restaurant = restaurant_by_id(restaurant_id)
    if restaurant is None:
        return
    for account in who_wants(restaurant, BRIDGE):
        written = Letter.objects.filter(restaurant=restaurant, kind=BRIDGE, account=account)
        if not written.filter(created_at__gt=at - REST).exists():
            _put(restaurant, account, at=at)


def _put(restaurant: Restaurant, account: Account, *, at: datetime) -> None:
    """Make one row; the day in it lets of two jobs at a time only one do so."""
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(
            restaurant=restaurant,
            kind=BRIDGE,
            account=account,
            about=at.date().toordinal(),
            defaults={"to_address": account.email, "due_at": at, "created_at": at},
        )
        if is_new:
            announce(LETTER_DUE, letter.pk)


def _why_not_sent(letter: Letter, at: datetime) -> Unsent | None:
    restaurant, account = letter.restaurant, letter.account
    if restaurant is None or account is None or at > letter.created_at + REST:
        return SUPERSEDED
    if not still_wants(restaurant, account, BRIDGE):
        return SUPERSEDED
    return (LetterState.FAILED, CAME_BACK) if mark_of(restaurant.pk, account.email) else None


def _write(letter: Letter) -> StaffWords:
    restaurant = letter.restaurant
    assert restaurant is not None
    name = isolated(" ".join(restaurant.name.split()))
    return StaffWords(
        subject=f"The bridge to Spektrix needs a person at {name}",
        heading="The bridge to Spektrix needs a person",
        paragraphs=(
            "Something was not written to Spektrix, or a basket could not be asked about, and it does not "
            "go on by itself. The page Spektrix says what waits, why, and what to press.",
        ),
        button="Open the page Spektrix",
        link=settings.PUBLIC_URL + reverse("backoffice:spektrix", args=[restaurant.slug]),
        why="You get this letter at most once a day. You chose it, or your role usually gets it: Your "
        "letters, in the menu with your name.",
    )


LETTER = StaffLetter(BRIDGE, _why_not_sent, _write)
