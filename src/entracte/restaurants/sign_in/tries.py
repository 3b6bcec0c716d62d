"""How often a password or a code may be tried: by account and address, by address, slower after failures."""

import threading
import time
from collections.abc import Iterable
from typing import Protocol

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from entracte import clock
from entracte.restaurants.addresses import client_address
from entracte.restaurants.models import Account, Entry
from entracte.restaurants.sign_in.entries import write_entry
from entracte.restaurants.sign_in.known_browsers import word_of_known
from entracte.restaurants.sign_in_email import folded

OF_ACCOUNT_AND_ADDRESS = "5/300s/key"
OF_ADDRESS = "10/m/key"
OF_KNOWN_BROWSER = "20/300s/key"
# Who comes so far knows the password; six digits are soon guessed from many addresses.
OF_CODES = "10/3600s/key"
# asking for a passkey leaves a session behind, also where none answers
OF_PASSKEYS = "40/m/key"
# failures of one account from everywhere: so many in an hour are let pass before a try waits
UNDELAYED = 10
SECONDS_EACH = 0.3
HOUR = 3600
# few threads of a process may wait at a time, so that guests are served meanwhile
_waiting = threading.BoundedSemaphore(2)


class Usage(Protocol):
    """A try that was counted, and can be taken back."""

    def rollback(self) -> None: ...


class TooManyTries(Exception):
    """This browser or this address tries too often."""


def count_try(request: HttpRequest, email: str, *, of_code: bool = False) -> list[Usage]:
    """Count a try before what was typed is looked at; a sign-in takes it back. Raises TooManyTries.

    A browser that signed in to this account before is counted by itself, so that strangers never keep it
    out. Another waits where the account met many failures, and is never kept out by those.
    """
    account = Account.objects.filter(email=folded(email)).first()
    word, address = _word(account, email), client_address(request)
    limits = [(OF_ACCOUNT_AND_ADDRESS, f"{word}:{address}"), (OF_ADDRESS, f"address:{address}")]
    browser = word_of_known(request, account) if account else None
    if account and browser:
        limits = [(OF_KNOWN_BROWSER, f"{browser}:{account.pk}")]
    if account and of_code:
        limits.append((OF_CODES, f"codes:{browser or word}:{account.pk}"))
    try:
        usages = _consume(request, limits)
    except TooManyTries:
        _enter_locked_out(account, limits[0][1])
        raise
    if not browser:
        _wait(seconds_to_wait(cache.get(_key(word), 0)))
    return usages


def count_passkey(request: HttpRequest) -> None:
    """Count that a browser asks for a passkey, or sends one: whose, is not known yet. Raises TooManyTries."""
    _consume(request, [(OF_PASSKEYS, f"passkeys:{client_address(request)}")])


def count_failure(email: str) -> None:
    """Count a wrong password of an account over all addresses; an unknown e-mail is kept nowhere as typed."""
    account = Account.objects.filter(email=folded(email)).first()
    _count_failure(account, email)
    if account is not None:
        write_entry(Entry.Kind.FAILED, account=account, at=clock.now())


def count_wrong_code(account: Account) -> None:
    """Count a wrong code as a wrong password."""
    _count_failure(account, account.email)
    write_entry(Entry.Kind.WRONG_CODE, account=account, at=clock.now())


def _count_failure(account: Account | None, email: str) -> None:
    key = _key(_word(account, email))
    cache.set(key, cache.get(key, 0) + 1, HOUR)


def _enter_locked_out(account: Account | None, key: str) -> None:
    """Write it once in five minutes, however often it is tried meanwhile."""
    mark = salted_hmac("entracte.sign_in.locked_out", key, algorithm="sha256").hexdigest()
    if account is not None and cache.add(f"entracte:locked-out:{mark}", True, 300):
        write_entry(Entry.Kind.LOCKED_OUT, account=account, at=clock.now())


def seconds_to_wait(failures: int) -> float:
    """Return how long a try waits after so many failures of its account within an hour."""
    return min(max(0, failures - UNDELAYED) * SECONDS_EACH, float(settings.SIGN_IN_DELAY_SECONDS))


def _consume(request: HttpRequest, limits: Iterable[tuple[str, str]]) -> list[Usage]:
    """Count by each limit, or by none."""
    usages: list[Usage] = []
    for rate, key in limits:
        config = {"entracte": rate}
        usage = ratelimit.consume(
            request, app="entracte", action="entracte", config=config, key=key, limit_get=True
        )
        if usage is None:
            for each in usages:
                each.rollback()
            raise TooManyTries
        usages.append(usage)
    return usages


def _wait(seconds: float) -> None:
    if seconds and _waiting.acquire(blocking=False):
        try:
            time.sleep(seconds)
        finally:
            _waiting.release()


def _word(account: Account | None, email: str) -> str:
    """Return what an account is counted by: with another password all counts of it begin again."""
    what = folded(email) if account is None else account.password
    return salted_hmac("entracte.sign_in.tries", what, algorithm="sha256").hexdigest()


def _key(word: str) -> str:
    return f"entracte:sign-in-failures:{word}"
