"""Whoever opens an invitation's link may join by a passkey in place of a password."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.db.models import BigIntegerField, Func, Value

from entracte.restaurants.models import Account, Invitation, Member
from entracte.restaurants.sign_in.entries import factor_changed
from entracte.restaurants.sign_in.invitations import LinkOver, join


@dataclass(frozen=True, slots=True)
class FirstPasskey:
    """A passkey that was looked at, and the number of the account for which it was made."""

    number: int
    name: str
    credential: dict[str, Any]


def next_number(invitation: Invitation) -> int:
    """Return a number that no account has or gets, but one that joins by this invitation.

    A passkey keeps the number of its account, so it is known before there is one. No row is changed.
    Raises LinkOver.
    """
    numbers = Func(Value(Account._meta.db_table), Value("id"), function="pg_get_serial_sequence")
    following = Func(numbers, function="nextval", output_field=BigIntegerField())
    number = Invitation.objects.filter(pk=invitation.pk).values_list(following, flat=True).first()
    if number is None:
        raise LinkOver
    return int(number)


def account_to_come(invitation: Invitation, number: int | None) -> Account:
    """Return the account for which a passkey is made, as it would be; it is not written."""
    return Account(pk=number, email=invitation.email, name=invitation.name)


def join_by_passkey(
    *, token: str, name: str, passkey: FirstPasskey, now: datetime
) -> tuple[Member, Authenticator]:
    """Make the account of an invited address with this passkey and no password: all of it, or nothing.

    The link is used up. Raises LinkOver, and HasAccount, which leaves the link good.
    """
    with transaction.atomic():
        member = join(token=token, name=name, password=None, number=passkey.number, now=now)
        kept = WebAuthn.add(member.account, passkey.name, passkey.credential)
        factor_changed(member.account, f"Passkey added: {passkey.name}", at=now)
    return member, kept.instance
