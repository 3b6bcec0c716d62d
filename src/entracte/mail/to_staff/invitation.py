"""The letter by which a person is invited to a team: its link is made when it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from entracte.jobs.facts import announce
from entracte.mail.limits import is_address_full
from entracte.mail.marks import mark_of, take_mark_off
from entracte.mail.models import Letter, LetterState
from entracte.mail.sending.send import is_set_up
from entracte.mail.to_staff.kind import SUPERSEDED, StaffLetter, StaffWords, Unsent
from entracte.mail.unsent import TIME_IS_OVER
from entracte.mail.work import LETTER_DUE
from entracte.refusal import Refusal
from entracte.restaurants.sign_in.invitations import has_account, invitation_by_id, invite, renew_link
from entracte.restaurants.sign_in.tokens import LINK_LASTS
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant

NAME = "invitation"
MARKED = "A letter to this address came back. Is it right? Then send it again."
TOO_MANY = "This address got too many letters within a day. Send it again tomorrow."


class NoMailServer(Refusal):
    """This installation names nobody who sends letters."""

    code, field = "no_mail_server", ""
    for_staff = for_guests = "No letters leave this installation, so nobody is invited."


def invite_by_letter(
    *, restaurant: Restaurant, email: str, name: str, role: str, inviter: Account, now: datetime
) -> Letter:
    """Invite a person, or invite them again: a letter brings the link, which nobody else sees.

    A former invitation and its letter end. Who presses vouches for the address, so a mark goes off it.
    Raises NoMailServer, AlreadyOnTeam, OwnerNoLonger.
    """
    if not is_set_up():
        raise NoMailServer
    with transaction.atomic():
        made = invite(restaurant=restaurant, email=email, name=name, role=role, now=now, inviter=inviter)
        address = made.invitation.email
        take_mark_off(restaurant=restaurant, address=address)
        letter = Letter.objects.create(
            restaurant=restaurant,
            kind=NAME,
            about=made.invitation.pk,
            to_address=address,
            due_at=now,
            created_at=now,
        )
        announce(LETTER_DUE, letter.pk)
    return letter


def letters_of_invitations(restaurant: Restaurant) -> dict[int, Letter]:
    """Return the newest letter of each invitation, by the invitation's id. One query."""
    letters = Letter.objects.filter(restaurant=restaurant, kind=NAME).order_by("about", "-id")
    return {letter.about or 0: letter for letter in letters.distinct("about")}


def _why_not_sent(letter: Letter, at: datetime) -> Unsent | None:
    """A link that was made later, by a letter or by the command line, takes this one's place."""
    found = invitation_by_id(letter.about or 0)
    if found is None or found.ends_at > letter.created_at + LINK_LASTS:
        return SUPERSEDED
    if found.ends_at <= at:
        return LetterState.DROPPED, TIME_IS_OVER
    if mark_of(found.restaurant_id, letter.to_address):
        return LetterState.FAILED, MARKED
    if is_address_full(letter, at=at):
        return LetterState.FAILED, TOO_MANY
    return None


def _write(letter: Letter) -> StaffWords:
    found = invitation_by_id(letter.about or 0)
    assert found is not None
    restaurant, role = isolated(" ".join(found.restaurant.name.split())), found.get_role_display().lower()
    who = isolated(str(found.inviter)) if found.inviter else restaurant
    how = "Sign in, and say yes." if has_account(found) else "Choose a password of your own, and you are in."
    return StaffWords(
        subject=f"Join the team of {restaurant}",
        heading=f"Join {restaurant}",
        paragraphs=(
            f"{who} invites you to the team of {restaurant}, as {role}. {how}",
            "The link serves once, for three days. Give it to nobody else. If you do not know what this is "
            "about, there is nothing to do.",
        ),
        button="Join the team",
        link=settings.PUBLIC_URL + reverse("invitation", args=[renew_link(found)]),
        why="You get this letter because an owner of this restaurant invited this address.",
    )


LETTER = StaffLetter(NAME, _why_not_sent, _write)
