"""Which accounts a browser signed in to before, as a signed cookie of it says."""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from entracte.restaurants.models import Account

COOKIE = "entracte_known"
SALT = "entracte.sign_in.known_browser"
DAYS = 180
MOST_ACCOUNTS = 20


def word_of_known(request: HttpRequest, account: Account) -> str | None:
    """Return the browser's own word where it signed in to this account by its present password, else None."""
    known = _read(request)
    if known is None:
        return None
    word, marks = known
    mark = marks.get(str(account.pk), "")
    return word if constant_time_compare(mark, _mark(account)) else None


def remember_browser(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Let the browser keep that it signed in to this account; the oldest of many is forgotten."""
    word, marks = _read(request) or (secrets.token_urlsafe(12), {})
    marks.pop(str(account.pk), None)
    kept = [*marks.items(), (str(account.pk), _mark(account))][-MOST_ACCOUNTS:]
    response.set_cookie(
        COOKIE,
        signing.dumps([word, dict(kept)], salt=SALT),
        max_age=DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, dict[str, str]] | None:
    try:
        word, marks = _loaded(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return None
    return str(word), dict(marks)


def _loaded(text: str) -> Any:
    return signing.loads(text, salt=SALT, max_age=DAYS * 86_400)


def _mark(account: Account) -> str:
    """Return a trace of the password: with another one the browser is a stranger's again."""
    return salted_hmac(SALT, f"{account.pk}:{account.password}", algorithm="sha256").hexdigest()[:24]
