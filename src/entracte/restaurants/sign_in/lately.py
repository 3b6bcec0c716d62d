"""Whether somebody signed in a short while ago; if not, they sign in again before what matters most."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from entracte import clock


def signed_in_lately(request: HttpRequest) -> bool:
    """Say whether whoever is signed in typed a password or a code, or used a passkey, lately."""
    return seconds_left(request) > 0


def seconds_left(request: HttpRequest) -> int:
    """Return for how long the last sign-in still counts as one of lately; 0 where it does not."""
    # allauth writes these times by the system's own clock
    latest = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
    ago = clock.system_now().timestamp() - latest
    return max(0, int(settings.SIGN_IN_AGAIN_MINUTES * 60 - ago))
