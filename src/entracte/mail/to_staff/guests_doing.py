"""Letters to staff about what a guest did: they hold what the list of bookings shows, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from entracte.bookings.by_guest.rules import UNDO
from entracte.bookings.choices import Status
from entracte.bookings.history import MADE, MOVED, WISHED
from entracte.bookings.history import STATUS as STATUS_CHANGED
from entracte.bookings.locked_booking import locked_change
from entracte.bookings.queries import change_by_id, changes_after
from entracte.bookings.transitions import OPEN
from entracte.bookings.wishes.queries import last_wish, wish_that_waits
from entracte.dates_in_words import visit_in_words, when_in_words
from entracte.jobs.facts import announce
from entracte.mail.facts import Fact, agreed_facts
from entracte.mail.letters.changed import READ
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.to_staff.choices import (
    ASKED,
    BOOKED,
    CANCELLED,
    CHANGED,
    WAITS,
    still_wants,
    who_wants,
)
from entracte.mail.to_staff.kind import SUPERSEDED, StaffLetter, StaffWords, Unsent
from entracte.mail.unsent import TIME_IS_OVER
from entracte.mail.work import LETTER_DUE
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

CAME_BACK = "A letter to this address came back."
WHY = (
    "You get this letter because you chose it, or your role usually gets it: Your letters, in the "
    "menu with your name."
)
# while the booking has one of these the letter is true
STATUSES: dict[str, frozenset[str]] = {
    WAITS: frozenset({Status.PENDING, Status.PENDING_PAYMENT}),
    ASKED: frozenset(OPEN),
    BOOKED: frozenset(Status) - {Status.CANCELLED},
    CHANGED: frozenset(OPEN),
    CANCELLED: frozenset({Status.CANCELLED}),
}
HEADINGS = {
    WAITS: "A booking waits for you",
    ASKED: "A guest asks for a change",
    BOOKED: "A guest has booked",
    CHANGED: "A guest has changed a booking",
    CANCELLED: "A guest has cancelled",
}
TO_DO = {
    Status.PENDING: "Confirm it or cancel it: the guest waits for your answer.",
    Status.PENDING_PAYMENT: "A deposit is due, and the guest waits to be asked for it.",
}
TO_ANSWER = "Accept it or decline it. Until then its tables are kept, and the booking stays as it is."
# who does two things within a moment causes one letter
WAIT_A_MOMENT = (CHANGED, ASKED)


def letter_about(change: Change) -> str:
    """Return the name of the letter that follows from a line of history; '' where none does."""
    if not change.by_guest:
        return ""
    after = change.after
    if change.what == MADE:
        return WAITS if after.get("status") in STATUSES[WAITS] else BOOKED
    if change.what == STATUS_CHANGED and after.get("status") == Status.CANCELLED:
        return CANCELLED
    if change.what == WISHED:
        return ASKED
    is_moved = change.what == MOVED and not READ.isdisjoint(after)
    return CHANGED if is_moved else ""


def write_to_staff(change_id: int, *, at: datetime) -> None:
    """Put a letter to each who wants it into the outbox. May be called any number of times."""
    change = change_by_id(change_id)
    name = letter_about(change) if change else ""
    if change is None or not name:
        return
    wait = _wait(name)
    for account in who_wants(change.booking.restaurant, name):
        with transaction.atomic():
            # an erasure deletes the letters that stand, and what is written after it names nobody
            locked_change(change_id)
            letter, is_new = Letter.objects.get_or_create(
                change=change,
                kind=name,
                account=account,
                defaults={
                    "restaurant_id": change.restaurant_id,
                    "booking_id": change.booking_id,
                    "to_address": account.email,
                    "due_at": at + wait,
                    "created_at": at,
                },
            )
            if is_new:
                announce(LETTER_DUE, letter.pk, after_seconds=wait.total_seconds())


def _wait(name: str) -> timedelta:
    if name == CANCELLED:
        return UNDO
    return timedelta(seconds=settings.CHANGED_LETTER_WAIT_SECONDS if name in WAIT_A_MOMENT else 0)


def _why_not_sent(letter: Letter, at: datetime) -> Unsent | None:
    booking, change, account = letter.booking, letter.change, letter.account
    if booking is None or change is None or account is None:
        return SUPERSEDED
    if booking.status not in STATUSES[letter.kind] or not still_wants(
        booking.restaurant, account, letter.kind
    ):
        return SUPERSEDED
    if letter.kind == ASKED and wish_that_waits(booking, now=at) is None:
        return SUPERSEDED
    later = changes_after(change.number, booking.pk)
    if letter.kind in WAIT_A_MOMENT and any(letter_about(each) == letter.kind for each in later):
        return SUPERSEDED
    if at >= booking.ends_at:
        return LetterState.DROPPED, TIME_IS_OVER
    return (LetterState.FAILED, CAME_BACK) if mark_of(booking.restaurant_id, account.email) else None


def _write(letter: Letter) -> StaffWords:
    booking, change = letter.booking, letter.change
    assert booking is not None
    assert change is not None
    heading = HEADINGS[letter.kind]
    when = when_in_words(booking.starts_at, booking.restaurant.time_zone)
    return StaffWords(
        subject=f"{heading}: {when}, for {booking.party_size}",
        heading=heading,
        paragraphs=_what_to_do(letter.kind, booking),
        facts=(
            *_wish_of(letter.kind, booking),
            guest_of(booking),
            *agreed_facts(booking, _what_was(letter, change), by_staff=True),
        ),
        button="Open the booking",
        link=link_to(booking),
        why=WHY,
    )


def guest_of(booking: Booking) -> Fact:
    """Return who booked, as the list shows them."""
    return Fact("Guest", (isolated(" ".join(f"{booking.first_name} {booking.last_name}".split())),))


def link_to(booking: Booking) -> str:
    """Return the address of the booking's page in the back office."""
    path = reverse("backoffice:booking", args=[booking.restaurant.slug, booking.code])
    return f"{settings.PUBLIC_URL}{path}"


def _what_to_do(kind: str, booking: Booking) -> tuple[str, ...]:
    if kind == WAITS:
        return (TO_DO[Status(booking.status)],)
    return (TO_ANSWER,) if kind == ASKED else ()


def _wish_of(kind: str, booking: Booking) -> Iterator[Fact]:
    """Yield what is asked for and until when it waits; the facts of the booking follow."""
    wish = last_wish(booking) if kind == ASKED else None
    if wish is not None:
        zone = booking.restaurant.time_zone
        yield Fact("Asks for", (visit_in_words(wish.starts_at, zone, wish.party_size),))
        yield Fact("Answer until", (when_in_words(wish.expires_at, zone),))


def _what_was(letter: Letter, change: Change) -> dict[str, object]:
    """Return what the guest's changes took away that no letter to this person has said yet."""
    if letter.kind != CHANGED:
        return {}
    of_person = Letter.objects.filter(booking=letter.booking_id, account=letter.account_id, kind=CHANGED)
    earlier = of_person.filter(change__number__lt=change.number).order_by("-change__number")
    was = dict(change.before)
    for each in earlier.select_related("change"):
        if each.state != LetterState.SUPERSEDED or each.change is None:
            break
        was |= each.change.before
    return was


LETTERS = tuple(StaffLetter(name, _why_not_sent, _write) for name in STATUSES)
