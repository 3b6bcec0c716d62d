"""Somebody who cannot sign in gets a link, by letter or handed over, and chooses a new password."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from entracte.restaurants.models import Account, Entry, SignInLink
from entracte.restaurants.sign_in.entries import write_entry
from entracte.restaurants.sign_in.invitations import LinkOver
from entracte.restaurants.sign_in.second_factor import factors_of, forget_codes
from entracte.restaurants.sign_in.tokens import LINK_LASTS, digest_of, new_token
from entracte.restaurants.sign_in_email import folded


def make_sign_in_link(*, email: str, now: datetime, forget_second_factor: bool = False) -> str | None:
    """Return the token of a link for this account; None where nobody may sign in by this e-mail.

    The old password is good no longer, and whoever is signed in as this account anywhere is signed out.
    A former link of the account ends. Where the second factor is forgotten, the authenticator app and the
    recovery codes are gone at once, and the link lets in without a passkey: a lost one can then be removed.
    """
    token = new_token()
    with transaction.atomic():
        account = _may_sign_in().filter(email=folded(email)).first()
        if account is None:
            return None
        account.set_unusable_password()
        account.save(update_fields=["password"])
        link = {"token_digest": digest_of(token), "ends_at": now + LINK_LASTS}
        SignInLink.objects.update_or_create(
            account=account, defaults={**link, "skips_second_factor": forget_second_factor}
        )
        if forget_second_factor:
            forget_codes(account)
        words = "second factor forgotten" if forget_second_factor else ""
        write_entry(Entry.Kind.LINK_MADE, account=account, at=now, words=words, by="the command line")
    return token


def account_to_let_in(email: str) -> Account | None:
    """Return and lock the account of this e-mail that may sign in, or None. Runs in a transaction."""
    return _may_sign_in().filter(email=folded(email)).first()


def renew_sign_in_link(account: Account, *, until: datetime) -> str:
    """Return the token of a link for a new password; a former link ends, and the password stays meanwhile.

    The second factor is asked for as ever.
    """
    token = new_token()
    link = {"token_digest": digest_of(token), "ends_at": until, "skips_second_factor": False}
    SignInLink.objects.update_or_create(account=account, defaults=link)
    return token


def is_let_in_by_hand(account: Account, now: datetime) -> bool:
    """Say whether a link that forgets the second factor was handed to this person and is still good."""
    return SignInLink.objects.filter(account=account, skips_second_factor=True, ends_at__gt=now).exists()


def second_factor_of(email: str) -> tuple[bool, list[str]]:
    """Return whether this account has codes of an authenticator app, and the names of its passkeys."""
    account = Account.objects.filter(email=folded(email)).first()
    if account is None:
        return False, []
    found = factors_of(account)
    return found.has_codes, [str(passkey) for passkey in found.passkeys]


def skips_second_factor(token: str, now: datetime) -> bool:
    """Say whether this link lets in without a second factor; nothing is changed."""
    return SignInLink.objects.filter(skips_second_factor=True, **_good(token, now)).exists()


def account_of(token: str, now: datetime) -> Account:
    """Return whom the link lets in; nothing is changed. Raises LinkOver."""
    link = SignInLink.objects.select_related("account").filter(**_good(token, now)).first()
    if link is None:
        raise LinkOver
    return link.account


def replace_password(*, token: str, password: str, now: datetime) -> Account:
    """Give the account of the link this password; the link is used up. Raises LinkOver."""
    found, hashed = account_of(token, now), make_password(password)
    with transaction.atomic():
        account = _may_sign_in().filter(pk=found.pk).first()
        # of two that send the form at once, one finds the link gone
        used, _ = SignInLink.objects.filter(**_good(token, now)).delete()
        if account is None or not used:
            raise LinkOver
        account.password = hashed
        account.save(update_fields=["password"])
        write_entry(Entry.Kind.PASSWORD, account=account, at=now, words="by a sign-in link")
    return account


def _may_sign_in() -> QuerySet[Account]:
    return Account.objects.select_for_update().filter(is_active=True)


def _good(token: str, now: datetime) -> dict[str, object]:
    return {"token_digest": digest_of(token), "ends_at__gt": now, "account__is_active": True}
