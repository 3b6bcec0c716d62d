"""What sign-in does its own way; the rest is allauth's."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest, HttpResponse

from entracte import clock
from entracte.restaurants.addresses import client_address
from entracte.restaurants.models import Account, Entry
from entracte.restaurants.sign_in.entries import write_entry
from entracte.restaurants.sign_in.known_browsers import remember_browser
from entracte.restaurants.sign_in.lately import signed_in_lately
from entracte.restaurants.sign_in.second_factor import passkeys_work
from entracte.restaurants.sign_in.sessions import remember_session
from entracte.restaurants.sign_in.tries import TooManyTries, Usage, count_failure, count_try

SECOND_FACTOR = "allauth.mfa.stages.AuthenticateStage"
# said of a request by the page of such a link
SKIPS = "skips_second_factor"
BY_PASSKEY = "mfa_reauthenticate:webauthn"
AGAIN_BY = {
    "reauthenticate": "Use the password",
    "mfa_reauthenticate": "Use a code",
    BY_PASSKEY: "Use a passkey",
}


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Refuses self-made accounts, and counts tries so that no stranger keeps anybody out."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": "This password is not right.",
    }
    _usages: list[Usage]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count by the address that the rest of the house counts by."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            self._usages = count_try(request, str(credentials.get("email", "")))
        except TooManyTries:
            raise self.validation_error("too_many_login_attempts") from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        count_failure(str(credentials.get("email", "")))

    def _rollback_login_failed_rl_usage(self) -> None:
        """Take a try back that signed in: here allauth would take back what it counted itself."""
        for usage in self._usages:
            usage.rollback()

    def is_reauthentication_required(self, **of_what: Any) -> bool:
        """Ask again after some minutes, whatever it is for."""
        return not signed_in_lately(context.request)

    def get_login_stages(self) -> list[str]:
        """Leave the second factor out for a link by which it was forgotten."""
        stages = super().get_login_stages()
        skips = getattr(context.request, SKIPS, False)
        return [stage for stage in stages if not (skips and stage == SECOND_FACTOR)]

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Offer what is left beside the page that asks; a passkey only where the address allows it."""
        methods = super().get_reauthentication_methods(user)
        offered = [each for each in methods if each["id"] != BY_PASSKEY or passkeys_work(context.request)]
        return [{**each, "description": AGAIN_BY[each["id"]]} for each in offered]

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Look at the password of whoever is signed in; a wrong one counts as at the sign-in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_notification_mail(self, template_prefix: str, user: Account, **more: Any) -> None:
        """Send no letter: the line of the security log brings ours. A new password gives another key."""
        if template_prefix in ("account/email/password_changed", "account/email/password_set"):
            remember_session(context.request, user)

    def set_password(self, user: Account, password: str) -> None:
        super().set_password(user, password)
        write_entry(Entry.Kind.PASSWORD, account=user, at=clock.now())

    def post_login(self, request: HttpRequest, user: Account, **how: Any) -> HttpResponse:
        response = cast("HttpResponse", super().post_login(request, user, **how))
        remember_browser(request, response, user)
        remember_session(request, user)
        write_entry(Entry.Kind.SIGNED_IN, account=user, at=clock.now())
        return response
