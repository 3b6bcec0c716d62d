"""The letter that says that a guest was not happy: three points of five or fewer after the visit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.feedback.give import MOST
from entracte.bookings.feedback.queries import feedback_by_id, locked_feedback
from entracte.dates_in_words import when_in_words
from entracte.jobs.facts import announce
from entracte.mail.facts import agreed_facts
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.to_staff.choices import FEEDBACK, still_wants, who_wants
from entracte.mail.to_staff.guests_doing import CAME_BACK, WHY, guest_of, link_to
from entracte.mail.to_staff.kind import SUPERSEDED, StaffLetter, StaffWords, Unsent
from entracte.mail.unsent import TIME_IS_OVER
from entracte.mail.work import LETTER_DUE

if TYPE_CHECKING:
    from entracte.bookings.models import Feedback
    from entracte.restaurants.models import Account

FEW_POINTS = 3
FRESH_FOR = timedelta(days=7)


@transaction.atomic
def write_of_feedback(feedback_id: int, *, at: datetime) -> None:
    """Write to each who wants it, where the points are few. May be called any number of times."""
    given = locked_feedback(feedback_id)
    if given is None or given.points > FEW_POINTS:
        return
    for account in who_wants(given.restaurant, FEEDBACK):
        _put(given, account, at=at)


def _put(given: Feedback, account: Account, *, at: datetime) -> None:
    """Make one row and its job, unless the row is there. With the booking it goes in an erasure."""
    letter, is_new = Letter.objects.get_or_create(
        restaurant=given.restaurant,
        kind=FEEDBACK,
        account=account,
        about=given.pk,
        defaults={
            "booking": given.booking,
            "to_address": account.email,
            "due_at": at,
            "created_at": at,
        },
    )
    if is_new:
        announce(LETTER_DUE, letter.pk)


def _why_not_sent(letter: Letter, at: datetime) -> Unsent | None:
    restaurant, account = letter.restaurant, letter.account
    if restaurant is None or account is None or feedback_by_id(letter.about or 0) is None:
        return SUPERSEDED
    if not still_wants(restaurant, account, FEEDBACK):
        return SUPERSEDED
    if at >= letter.created_at + FRESH_FOR:
        return LetterState.DROPPED, TIME_IS_OVER
    return (LetterState.FAILED, CAME_BACK) if mark_of(restaurant.pk, account.email) else None


def _write(letter: Letter) -> StaffWords:
    """Write how many points, and for which visit; the guest's own words stay in Entracte."""
    given, booking = feedback_by_id(letter.about or 0), letter.booking
    assert given is not None
    assert booking is not None
    points = f"{given.points} of {MOST}"
    worded = "A few words stand with it: read them at the booking." if given.comment else "No words with it."
    return StaffWords(
        subject=f"A guest gave {points}: {when_in_words(booking.starts_at, booking.restaurant.time_zone)}",
        heading=f"A guest gave {points}",
        paragraphs=(worded, "A call from you may help, while the visit is fresh."),
        facts=(guest_of(booking), *agreed_facts(booking, {}, by_staff=True)),
        button="Open the booking",
        link=link_to(booking),
        why=WHY,
    )


LETTER = StaffLetter(FEEDBACK, _why_not_sent, _write)
