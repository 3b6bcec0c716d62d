"""Letters about somebody's own sign-in, never switched off: a link to a new password, and what changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from entracte.dates_in_words import when_in_words
from entracte.jobs.facts import announce
from entracte.mail.models import Letter, LetterState
from entracte.mail.sending.send import is_set_up
from entracte.mail.to_staff.kind import SUPERSEDED, StaffLetter, StaffWords, Unsent
from entracte.mail.unsent import TIME_IS_OVER
from entracte.mail.work import LETTER_DUE
from entracte.restaurants.sign_in.entries import entry_by_id, words_of_moment
from entracte.restaurants.sign_in.sign_in_links import (
    account_to_let_in,
    is_let_in_by_hand,
    renew_sign_in_link,
)
from entracte.restaurants.sign_in.tokens import LINK_LASTS
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.restaurants.models import Account

LINK, CHANGED = "sign_in_link", "sign_in_changed"
# Whoever asks may be a stranger who knows the address: it is not written to more often than this.
REST = timedelta(minutes=15)


def write_sign_in_link(email: str, *, at: datetime) -> None:
    """Put a link to a new password into the outbox, where somebody signs in by this e-mail.

    Nothing else changes: the password stays until the link is used. Without a mail server nothing is written.
    """
    if not is_set_up():
        return
    with transaction.atomic():
        account = account_to_let_in(email)
        if account is None:
            return
        last = Letter.objects.filter(kind=LINK, account=account, created_at__gt=at - REST)
        if not last.exists():
            announce(LETTER_DUE, _row(LINK, account, at=at).pk)


def write_of_changed_sign_in(entry_id: int, *, at: datetime) -> None:
    """Write to an account what changed; the id is the line's of the security log. May be called twice."""
    entry = entry_by_id(entry_id)
    if entry is None or entry.account is None:
        return
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(
            kind=CHANGED,
            about=entry.pk,
            account=entry.account,
            restaurant=None,
            defaults={"to_address": entry.account.email, "due_at": at, "created_at": at},
        )
        if is_new:
            announce(LETTER_DUE, letter.pk)


def _row(kind: str, account: Account, *, at: datetime) -> Letter:
    return Letter.objects.create(
        kind=kind, account=account, to_address=account.email, due_at=at, created_at=at
    )


def _why_no_link(letter: Letter, at: datetime) -> Unsent | None:
    """A link that forgets the second factor was handed over, and is not ended by anybody's asking."""
    if letter.account is None or not letter.account.is_active or is_let_in_by_hand(letter.account, at):
        return SUPERSEDED
    return (LetterState.DROPPED, TIME_IS_OVER) if at > letter.created_at + LINK_LASTS else None


def _write_link(letter: Letter) -> StaffWords:
    assert letter.account is not None
    token = renew_sign_in_link(letter.account, until=letter.created_at + LINK_LASTS)
    return StaffWords(
        subject="Choose a new password",
        heading="Choose a new password",
        paragraphs=(
            "Somebody, probably you, cannot sign in to Entracte by this address and asked for a link.",
            "It serves once, for three days. Until you use it, your password stays as it is. If it was not "
            "you, there is nothing to do.",
        ),
        button="Choose a new password",
        link=settings.PUBLIC_URL + reverse("new_password", args=[token]),
        why="You get this letter because you sign in to Entracte by this address.",
    )


def _why_not_said(letter: Letter, at: datetime) -> Unsent | None:
    return SUPERSEDED if entry_by_id(letter.about or 0) is None else None


def _write_changed(letter: Letter) -> StaffWords:
    entry = entry_by_id(letter.about or 0)
    assert entry is not None
    what = "Your password was changed" if entry.kind == entry.Kind.PASSWORD else "Your sign-in was changed"
    happened = ", ".join(isolated(words) for words in words_of_moment(entry))
    words = f" ({happened})" if happened else ""
    return StaffWords(
        subject=what,
        heading=what,
        paragraphs=(
            f"{what}{words}: {when_in_words(entry.at, 'UTC')} UTC.",
            "If it was you, there is nothing to do. If it was not, choose a new password now, sign out "
            "everywhere else, and call an owner of your restaurant.",
        ),
        button="Your sign-in",
        link=settings.PUBLIC_URL + reverse("mfa_index"),
        why="You get this letter because you sign in to Entracte by this address. It cannot be switched off.",
    )


LINK_LETTER = StaffLetter(LINK, _why_no_link, _write_link)
CHANGED_LETTER = StaffLetter(CHANGED, _why_not_said, _write_changed)
