"""People of a restaurant's team change their roles and leave it."""

from django.db import transaction
from django.db.models import QuerySet

from entracte.refusal import Refusal
from entracte.restaurants.edits.keep_edit import Editor, keep_edit
from entracte.restaurants.models import Entry, Invitation, Member, Restaurant
from entracte.restaurants.sign_in.entries import write_entry
from entracte.restaurants.sign_in_email import folded


class LastOwner(Refusal):
    """The restaurant would be left without an owner."""

    code, field = "last_owner", ""
    for_staff = for_guests = "A restaurant needs an owner. Make somebody else owner first."


def change_role(*, restaurant: Restaurant, email: str, role: str, by: Editor | None = None) -> Member | None:
    """Give a member another role; None where no member has this e-mail. Raises LastOwner.

    The invitations that they made end when they are an owner no longer.
    """
    with transaction.atomic():
        member = _locked_member(restaurant, email)
        if member is None:
            return None
        _keep_an_owner(restaurant, member, role)
        was = member.get_role_display()
        member.role = role
        with keep_edit(member, by, name=member.account.email):
            member.save(update_fields=["role"])
        if was != member.get_role_display():
            _enter(member, by, f"{was} to {member.get_role_display()}")
        if role != Member.Role.OWNER:
            _end(_made_by(member), by)
    return member


def remove_member(*, restaurant: Restaurant, email: str, by: Editor | None = None) -> Member | None:
    """Take a person off the team; their account stays. Raises LastOwner.

    The invitations that they made end, and so does any that would let them join again.
    """
    with transaction.atomic():
        member = _locked_member(restaurant, email)
        if member is None:
            return None
        _keep_an_owner(restaurant, member, None)
        _end(_made_by(member), by)
        _end(Invitation.objects.filter(restaurant=restaurant, email=member.account.email), by)
        with keep_edit(member, by, name=member.account.email):
            member.delete()
        _enter(member, by, f"{member.get_role_display()}, taken off the team")
    return member


def _locked_member(restaurant: Restaurant, email: str) -> Member | None:
    """Lock the whole team, so that two owners never take each other's place at once."""
    team = Member.objects.select_for_update(of=("self",)).select_related("account")
    rows = list(team.filter(restaurant=restaurant).order_by("pk"))
    return next((row for row in rows if row.account.email == folded(email)), None)


def _keep_an_owner(restaurant: Restaurant, member: Member, role: str | None) -> None:
    if member.role != Member.Role.OWNER or role == Member.Role.OWNER:
        return
    owners = Member.objects.filter(restaurant=restaurant, role=Member.Role.OWNER)
    if not owners.exclude(pk=member.pk).exists():
        raise LastOwner


def _made_by(member: Member) -> QuerySet[Invitation]:
    return Invitation.objects.filter(restaurant_id=member.restaurant_id, inviter=member.account)


def _end(invitations: QuerySet[Invitation], by: Editor | None) -> None:
    for invitation in invitations:
        with keep_edit(invitation, by, name=invitation.email):
            invitation.delete()


def _enter(member: Member, by: Editor | None, words: str) -> None:
    if by is not None:
        write_entry(
            Entry.Kind.ROLE,
            account=member.account,
            restaurant=member.restaurant,
            words=words,
            by=by.name,
            at=by.at,
        )
