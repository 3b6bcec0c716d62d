"""Where an account is signed in: each session by its browser and a network, to be ended from another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from entracte import clock
from entracte.restaurants.addresses import network_around
from entracte.restaurants.models import Account, Entry
from entracte.restaurants.sign_in.entries import write_entry
from entracte.visible_text import typed_text

UNKNOWN = "::"
LONGEST_BROWSER = 200
# the first that a browser says of itself decides: most say the names of older ones too
BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")),
    *(("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")),
)
SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session of an account, ready for its page."""

    number: int
    browser: str
    network: str
    since: datetime
    is_here: bool


def remember_session(request: HttpRequest, account: Account) -> None:
    """Keep where this session is; those of the account that are over are forgotten."""
    UserSession.objects.purge_and_list(account)
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": account,
            "ip": network_around(request) or UNKNOWN,
            "user_agent": typed_text(request.headers.get("User-Agent", ""))[:LONGEST_BROWSER],
            "created_at": clock.now(),
        },
    )


def sessions_of(account: Account, *, here: str | None) -> list[SignedIn]:
    """Return where this account is signed in, this session first, then the latest."""
    found = [_shown(row, here) for row in UserSession.objects.purge_and_list(account)]
    return sorted(found, key=lambda one: (one.is_here, one.since), reverse=True)


@transaction.atomic
def end_sessions(account: Account, *, here: str | None, number: int | None, at: datetime) -> int:
    """End another session of this account, or all others; how many were ended. One's own goes on."""
    keys = set(_others(account, here) if number is None else _other(account, here, number))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    if keys:
        words = "1 other" if len(keys) == 1 else f"{len(keys)} others"
        write_entry(Entry.Kind.SESSIONS, account=account, at=at, words=words)
    return len(keys)


def browser_of(user_agent: str) -> str:
    """Write a browser and its system as people call them: Firefox on Windows."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def _other(account: Account, here: str | None, number: int) -> Iterator[str]:
    rows = UserSession.objects.filter(user=account, pk=number).exclude(session_key=here)
    yield from rows.values_list("session_key", flat=True)


def _others(account: Account, here: str | None) -> Iterator[str]:
    """Look through all sessions: one that began before they were listed is ended too."""
    for session in Session.objects.exclude(session_key=here).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            yield session.session_key


def _shown(row: UserSession, here: str | None) -> SignedIn:
    return SignedIn(
        number=row.pk,
        browser=browser_of(row.user_agent),
        network="" if row.ip == UNKNOWN else str(row.ip),
        since=row.created_at,
        is_here=row.session_key == here,
    )
