"""Who is invited and not on the team yet, with what became of the letter to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.mail.queries import is_sent, needs_a_person
from entracte.mail.to_staff.invitation import letters_of_invitations
from entracte.restaurants.sign_in.invitations import invitations_of

if TYPE_CHECKING:
    from entracte.backoffice.house.access import Desk
    from entracte.mail.models import Letter
    from entracte.restaurants.models import Invitation


@dataclass(frozen=True, slots=True)
class InvitedPerson:
    """Somebody invited. Without `fate` no letter went: the command line printed the link."""

    invitation: Invitation
    is_over: bool
    fate: str = ""
    mark: str = ""
    reason: str = ""
    at: datetime | None = None


def invited_people(desk: Desk) -> list[InvitedPerson]:
    """Return them by e-mail. Two queries."""
    letters = letters_of_invitations(desk.restaurant)
    return [
        _shown(invitation, letters.get(invitation.pk), desk.now)
        for invitation in invitations_of(desk.restaurant)
    ]


def _shown(invitation: Invitation, letter: Letter | None, now: datetime) -> InvitedPerson:
    is_over = invitation.ends_at <= now
    if letter is None:
        return InvitedPerson(invitation, is_over)
    mark = "trouble" if needs_a_person(letter) else "on" if is_sent(letter) else "waits"
    return InvitedPerson(
        invitation,
        is_over,
        fate=letter.get_state_display(),
        mark=mark,
        reason=letter.reason,
        at=letter.ended_at or letter.created_at,
    )
