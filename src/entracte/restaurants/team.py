"""People join a restaurant's team, change their roles and leave it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from entracte.refusal import Refusal
from entracte.restaurants.models import Account, Member, Restaurant

PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class AlreadyOnTeam(Refusal):
    """The person works in this restaurant already."""

    code, field = "already_on_team", "email"
    for_staff = for_guests = "This person is on the team already."


class LastOwner(Refusal):
    """The restaurant would be left without an owner."""

    code, field = "last_owner", ""
    for_staff = for_guests = "A restaurant needs an owner. Make somebody else owner first."


@dataclass(frozen=True, slots=True)
class Added:
    """A new member; `password` is there only where the account is new, and cannot be read again."""

    member: Member
    password: str | None


def add_member(*, restaurant: Restaurant, email: str, name: str, role: str, now: datetime) -> Added:
    """Add a person by e-mail; an unknown one gets an account with a random first password.

    Raises AlreadyOnTeam. A person with an account keeps name and password.
    """
    folded = email.strip().lower()
    with transaction.atomic():
        account, is_new = Account.objects.get_or_create(
            email=folded, defaults={"name": name.strip(), "created_at": now}
        )
        password = None
        if is_new:
            password = _give_password(account)
        member, is_added = Member.objects.get_or_create(
            restaurant=restaurant, account=account, defaults={"role": role}
        )
        if not is_added:
            raise AlreadyOnTeam
    return Added(member, password)


def new_password(*, email: str) -> str | None:
    """Give an account a new random password and return it; None where no account has this e-mail.

    Whoever is signed in as this account anywhere is signed out.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(email=email.strip().lower()).first()
        return None if account is None else _give_password(account)


def change_role(*, restaurant: Restaurant, email: str, role: str) -> Member | None:
    """Give a member another role; None where no member has this e-mail. Raises LastOwner."""
    with transaction.atomic():
        member = _locked_member(restaurant, email)
        if member is None:
            return None
        _keep_an_owner(restaurant, member, role)
        member.role = role
        member.save(update_fields=["role"])
    return member


def remove_member(*, restaurant: Restaurant, email: str) -> Member | None:
    """Take a person off the team; the account stays. Raises LastOwner."""
    with transaction.atomic():
        member = _locked_member(restaurant, email)
        if member is None:
            return None
        _keep_an_owner(restaurant, member, None)
        member.delete()
    return member


def _give_password(account: Account) -> str:
    password = "-".join(get_random_string(4, PASSWORD_ALPHABET) for _ in range(4))
    account.set_password(password)
    account.save(update_fields=["password"])
    return password


def _locked_member(restaurant: Restaurant, email: str) -> Member | None:
    """Lock the whole team, so that two owners never take each other's place at once."""
    team = Member.objects.select_for_update(of=("self",)).select_related("account")
    rows = list(team.filter(restaurant=restaurant).order_by("pk"))
    return next((row for row in rows if row.account.email == email.strip().lower()), None)


def _keep_an_owner(restaurant: Restaurant, member: Member, role: str | None) -> None:
    if member.role != Member.Role.OWNER or role == Member.Role.OWNER:
        return
    owners = Member.objects.filter(restaurant=restaurant, role=Member.Role.OWNER)
    if not owners.exclude(pk=member.pk).exists():
        raise LastOwner
