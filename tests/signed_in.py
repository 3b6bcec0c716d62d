"""How does a test let somebody be signed in, as after a password typed just now or a while ago?"""

from allauth.account.internal.flows.login import record_authentication
from django.core.cache import caches
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.restaurants.models import Account

COOK, PASSWORD = "cook@example.org", "three odd words together"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def a_cook(settings: Settings) -> Account:
    """Make an account with a password, behind a proxy, of which no try was counted yet."""
    settings.SIGN_IN_DELAY_SECONDS = 0
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    caches["default"].clear()
    account = Account(email=COOK, created_at=clock.now())
    account.set_password(PASSWORD)
    account.save()
    return account


def let_in(browser: Client, account: Account) -> None:
    """Sign this account in to a browser, as by its password just now."""
    browser.force_login(account, BACKEND)
    request = HttpRequest()
    request.session = browser.session
    record_authentication(request, account, method="password")
    request.session.save()


def signed_in_before(browser: Client, *, minutes: float) -> None:
    """Let the last sign-in of this browser be so long ago."""
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= minutes * 60
    session.save()
