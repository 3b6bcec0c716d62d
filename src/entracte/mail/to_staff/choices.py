"""Which letters each member of a team gets: what they chose, or what their role usually gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from entracte.mail.models import StaffChoice
from entracte.restaurants.choices import Role
from entracte.restaurants.queries import team_of
from entracte.restaurants.roles import Right, may

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Member, Restaurant


@dataclass(frozen=True, slots=True)
class Choosable:
    """A letter that a member may choose: its name, what it is called, when it goes, and who may read it."""

    name: str
    title: str
    when: str
    right: Right = Right.SEE_BOOK


WAITS, ASKED = "staff_waits", "staff_asked"
BOOKED, CHANGED, CANCELLED = "staff_booked", "staff_changed", "staff_cancelled"
FEEDBACK, BRIDGE = "staff_feedback", "staff_bridge"
CHOOSABLE = (
    Choosable(
        WAITS,
        "A booking waits for you",
        "A guest books online, and you have to confirm it or ask for the deposit.",
    ),
    Choosable(
        ASKED,
        "A guest asks for a change",
        "It needs you: its tables are kept until you accept or decline, or its hours are over.",
    ),
    Choosable(BOOKED, "A guest has booked", "A guest books online, and the table is confirmed at once."),
    Choosable(CHANGED, "A guest has changed a booking", "Date, time or party, by the link in their letter."),
    Choosable(CANCELLED, "A guest has cancelled", "By the link in their letter."),
    Choosable(
        FEEDBACK,
        "A guest was not happy",
        "After the visit they gave three points of five or fewer.",
        Right.SEE_GUESTS,
    ),
    Choosable(
        BRIDGE,
        "The bridge needs a person",
        "Something waits on the page Spektrix. At most once a day.",
        Right.SEE_BRIDGE,
    ),
)
# a quiet beginning: only what somebody has to do something about
NEEDS_SOMEBODY = frozenset({WAITS, ASKED, FEEDBACK, BRIDGE})
USUAL: dict[str, frozenset[str]] = {
    Role.OWNER: NEEDS_SOMEBODY,
    Role.MANAGER: NEEDS_SOMEBODY,
    Role.HOST: frozenset(),
}


def choosable_by(role: str) -> tuple[Choosable, ...]:
    """Return the letters that somebody of this role may choose."""
    return tuple(each for each in CHOOSABLE if may(role, each.right))


def wanted_by(restaurant: Restaurant, account: Account, role: str) -> frozenset[str]:
    """Return the names of the letters that this member gets. One query."""
    chosen = StaffChoice.objects.filter(restaurant=restaurant, account=account).first()
    return _wanted(role, chosen)


def who_wants(restaurant: Restaurant, name: str) -> list[Account]:
    """Return whom on the team this letter goes to; who has not said yes yet is on no team. Two queries."""
    choices = {each.account_id: each for each in StaffChoice.objects.filter(restaurant=restaurant)}
    team: Iterable[Member] = team_of(restaurant).filter(account__is_active=True)
    return [each.account for each in team if name in _wanted(each.role, choices.get(each.account_id))]


def still_wants(restaurant: Restaurant, account: Account, name: str) -> bool:
    """Say whether this person is on the team and wants the letter."""
    member = team_of(restaurant).filter(account=account, account__is_active=True).first()
    return member is not None and name in wanted_by(restaurant, account, member.role)


def save_choice(*, restaurant: Restaurant, account: Account, wanted: Iterable[str]) -> None:
    """Keep what somebody chose for themselves in this restaurant; of two saves at a time the later counts."""
    StaffChoice.objects.update_or_create(
        restaurant=restaurant, account=account, defaults={"wanted": sorted(wanted)}
    )


def _wanted(role: str, chosen: StaffChoice | None) -> frozenset[str]:
    """A role that no longer allows a letter ends it, whatever was chosen."""
    wanted = USUAL.get(role, frozenset()) if chosen is None else frozenset(chosen.wanted)
    return wanted & {each.name for each in choosable_by(role)}
