"""People are invited to a restaurant's team; only who opens the link joins it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from entracte.refusal import Refusal
from entracte.restaurants.edits.keep_edit import Editor, keep_edit
from entracte.restaurants.models import Account, Entry, Invitation, Member, Restaurant
from entracte.restaurants.sign_in.entries import write_entry
from entracte.restaurants.sign_in.tokens import LINK_LASTS, digest_of, new_token
from entracte.restaurants.sign_in_email import folded


class AlreadyOnTeam(Refusal):
    """The person works in this restaurant already."""

    code, field = "already_on_team", "email"
    for_staff = for_guests = "This person is on the team already."


class OwnerNoLonger(Refusal):
    """Who invites owns the restaurant no longer."""

    code, field = "owner_no_longer", ""
    for_staff = for_guests = "Only an owner invites people. Ask an owner to do it."


class LinkOver(Exception):
    """The link was used, withdrawn or replaced, or its three days are over."""


class HasAccount(Exception):
    """The address has an account, which must sign in and say yes itself."""


class ForSomebodyElse(Exception):
    """The invitation is for another address than that of the account."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with the token of its link, which cannot be read again."""

    invitation: Invitation
    token: str


def invite(
    *, restaurant: Restaurant, email: str, name: str, role: str, now: datetime, inviter: Account | None = None
) -> Invited:
    """Invite a person by e-mail; a former invitation of this address to this restaurant ends.

    Without an inviter it is the command line that invites. Raises AlreadyOnTeam and OwnerNoLonger.
    """
    address, token = folded(email), new_token()
    with transaction.atomic():
        if inviter is not None and not _locks_owner(restaurant, inviter):
            raise OwnerNoLonger
        if Member.objects.filter(restaurant=restaurant, account__email=address).exists():
            raise AlreadyOnTeam
        defaults = {
            "name": name.strip(),
            "role": role,
            "inviter": inviter,
            "token_digest": digest_of(token),
            "ends_at": now + LINK_LASTS,
        }
        former = Invitation.objects.select_for_update().filter(restaurant=restaurant, email=address).first()
        row = former or Invitation(restaurant=restaurant, email=address)
        with keep_edit(row, Editor(inviter, now), name=address):
            invitation, _ = Invitation.objects.update_or_create(
                restaurant=restaurant, email=address, defaults=defaults
            )
            row.pk = invitation.pk
    return Invited(invitation, token)


def faults_of(*, email: str, name: str) -> dict[str, str]:
    """Say by field what is wrong with what was typed of a person to invite; empty where nothing is."""
    typed = {"email": folded(email), "name": name.strip()}
    try:
        Invitation(**typed).clean_fields(
            exclude={field.name for field in Invitation._meta.fields} - typed.keys()
        )
    except ValidationError as error:
        return {field: " ".join(texts) for field, texts in error.message_dict.items()}
    return {}


def invitation_of(token: str, now: datetime) -> Invitation:
    """Return what the link invites to; nothing is changed. Raises LinkOver."""
    return _invitation(Invitation.objects.select_related("restaurant", "inviter"), token, now)


def invitation_by_id(number: int) -> Invitation | None:
    """Return this invitation with its restaurant and who made it, or None where it is over."""
    return Invitation.objects.select_related("restaurant", "inviter").filter(pk=number).first()


def renew_link(invitation: Invitation) -> str:
    """Return the token of a new link for this invitation, which lasts no longer; a former link ends."""
    token = new_token()
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=digest_of(token))
    return token


def has_account(invitation: Invitation) -> bool:
    """Say whether somebody signs in by the invited address already."""
    return Account.objects.filter(email=invitation.email).exists()


def join(*, token: str, name: str, password: str | None, now: datetime, number: int | None = None) -> Member:
    """Make the account of an invited address with its own password or none, and put it on the team.

    The link is used up. A passkey names the number of its account, which is known before. Raises LinkOver,
    and HasAccount, which leaves the link good.
    """
    hashed = make_password(password)
    with transaction.atomic():
        invitation = _locked(token, now)
        account, is_new = Account.objects.get_or_create(
            email=invitation.email,
            defaults={"pk": number, "name": name.strip(), "password": hashed, "created_at": now},
        )
        if not is_new:
            raise HasAccount
        return _use_up(invitation, account, now)


def accept(*, token: str, account: Account, now: datetime) -> Member:
    """Put a signed-in account on the team that invited its address.

    The link is used up. Raises LinkOver, and ForSomebodyElse, which leaves the link good.
    """
    with transaction.atomic():
        invitation = _locked(token, now)
        if invitation.email != account.email:
            raise ForSomebodyElse
        return _use_up(invitation, account, now)


def withdraw_invitation(*, restaurant: Restaurant, email: str, by: Editor | None = None) -> None:
    """End the invitation of this address, if there is one."""
    for invitation in Invitation.objects.filter(restaurant=restaurant, email=folded(email)):
        with keep_edit(invitation, by, name=invitation.email):
            invitation.delete()


def invitations_of(restaurant: Restaurant) -> QuerySet[Invitation]:
    """Return the restaurant's invitations to which nobody has said yes, by e-mail; also those run out."""
    return Invitation.objects.filter(restaurant=restaurant).order_by("email")


def _locks_owner(restaurant: Restaurant, account: Account) -> bool:
    """Lock the role by which somebody invites: until this ends, it is not taken from them."""
    members = Member.objects.select_for_update().filter(restaurant=restaurant, account=account)
    return any(member.role == Member.Role.OWNER for member in members)


def _locked(token: str, now: datetime) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("restaurant")
    return _invitation(rows, token, now)


def _invitation(rows: QuerySet[Invitation], token: str, now: datetime) -> Invitation:
    still_owns = Member.objects.filter(
        restaurant=OuterRef("restaurant"),
        account=OuterRef("inviter"),
        account__is_active=True,
        role=Member.Role.OWNER,
    )
    of_owner = Q(inviter=None) | Exists(still_owns)
    invitation = rows.filter(of_owner, token_digest=digest_of(token), ends_at__gt=now).first()
    if invitation is None:
        raise LinkOver
    return invitation


def _use_up(invitation: Invitation, account: Account, now: datetime) -> Member:
    """Delete the invitation, and make its member; somebody on the team by now keeps their role."""
    restaurant, by = invitation.restaurant, Editor(account, now)
    member, is_new = Member.objects.get_or_create(
        restaurant=restaurant, account=account, defaults={"role": invitation.role}
    )
    with keep_edit(invitation, by, name=account.email) as lines:
        invitation.delete()
        lines.append(["said yes", "", member.get_role_display()])
    if is_new:
        words = f"{member.get_role_display()}, by invitation"
        write_entry(
            Entry.Kind.ROLE, account=account, restaurant=restaurant, words=words, by=by.name, at=by.at
        )
    return member
