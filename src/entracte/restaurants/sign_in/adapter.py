"""People get an account from the command line or an owner, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from entracte.restaurants.addresses import client_address


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Refuses self-made accounts and counts sign-ins by address; the rest is allauth's own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count sign-ins by the address that the rest of the house counts by."""
        return client_address(request)
