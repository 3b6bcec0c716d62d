"""How does a test let somebody be signed in, as after a password typed just now or a while ago?"""

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from entracte.restaurants.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
