"""What somebody signs in with besides a password: an authenticator app, recovery codes, passkeys."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from entracte import encryption
from entracte.restaurants.models import Account, Member

Type = Authenticator.Type
# a recovery code alone is none: it stands in for one that is lost
FACTORS = (Type.TOTP, Type.WEBAUTHN)
ASKED = (Member.Role.OWNER, Member.Role.MANAGER)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps secrets encrypted as everything secret is, and speaks in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Type the one that the app shows now, or a recovery code.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the name of the host at which it was made."""
        return {"id": _host_name(context.request), "name": "Entracte"}


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has, ready for its page."""

    has_codes: bool
    recovery_codes_left: int | None
    passkeys: list[Authenticator]

    @property
    def may_get_recovery_codes(self) -> bool:
        return self.recovery_codes_left is None and (self.has_codes or bool(self.passkeys))


def passkeys_work(request: HttpRequest) -> bool:
    """Say whether browsers know passkeys at this address: a name reached by https, or localhost."""
    name = _host_name(request)
    if _is_ip(name):
        return False
    return name == "localhost" or name.endswith(".localhost") or settings.PUBLIC_URL.startswith("https://")


def has_second_factor(account: Account) -> bool:
    """Say whether a sign-in of this account asks for more than a password."""
    return bool(Authenticator.objects.filter(user=account, type__in=FACTORS).exists())


def lacks_second_factor(member: Member, account: Account) -> bool:
    """Say whether the restaurant asks this member for a second factor that the account has not."""
    is_asked = member.restaurant.needs_second_factor and member.role in ASKED
    return is_asked and not has_second_factor(account)


def is_last_way_in(passkey: Authenticator) -> bool:
    """Say whether an account without a password has no other passkey than this."""
    others = Authenticator.objects.filter(user=passkey.user, type=Type.WEBAUTHN).exclude(pk=passkey.pk)
    return not passkey.user.has_usable_password() and not others.exists()


def lock_account(passkey: Authenticator) -> None:
    """Let passkeys of one account be removed one after another, and read anew whether it has a password."""
    passkey.user = Account.objects.select_for_update().get(pk=passkey.user_id)


def forget_codes(account: Account) -> bool:
    """Forget codes of an authenticator app and recovery codes; passkeys stay. Say whether there were any."""
    deleted, _ = Authenticator.objects.filter(user=account).exclude(type=Type.WEBAUTHN).delete()
    return bool(deleted)


def factors_of(account: Account) -> Factors:
    """Return what this account has; no secret is read."""
    rows = list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))
    left = [_left(row) for row in rows if row.type == Type.RECOVERY_CODES]
    return Factors(
        has_codes=any(row.type == Type.TOTP for row in rows),
        recovery_codes_left=left[0] if left else None,
        passkeys=[row for row in rows if row.type == Type.WEBAUTHN],
    )


def _left(recovery_codes: Authenticator) -> int:
    used: int = recovery_codes.data["used_mask"]
    return int(settings.MFA_RECOVERY_CODE_COUNT) - used.bit_count()


def _host_name(request: HttpRequest) -> str:
    return urlsplit(f"//{request.get_host()}").hostname or ""


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
