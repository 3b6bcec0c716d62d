"""Who may do what: one table, which every view reads."""

from enum import StrEnum

from entracte.restaurants.choices import Role


class Right(StrEnum):
    """One thing that a member may or may not do in a restaurant."""

    SEE_BOOK = "see the book"
    CHANGE_BOOK = "make and change bookings"
    SEE_GUESTS = "see guests"
    CORRECT_GUESTS = "correct who a guest is and how they are reached"
    CHANGE_GUESTS = "note, merge and unlink guests"
    EDIT_FLOOR = "edit tables, plans and services"
    EDIT_WIDGETS = "edit widgets"
    SEE_BRIDGE = "see what crossed the bridge"
    EDIT_BRIDGE = "connect Spektrix, try again, discard"
    EDIT_RESTAURANT = "edit the restaurant and its team"


RIGHTS: dict[str, frozenset[Right]] = {
    Role.HOST: frozenset({Right.SEE_BOOK, Right.CHANGE_BOOK, Right.SEE_GUESTS, Right.CORRECT_GUESTS}),
    Role.MANAGER: frozenset(Right) - {Right.EDIT_RESTAURANT},
    Role.OWNER: frozenset(Right),
}


def may(role: str, right: Right) -> bool:
    """Say whether this role has this right; an unknown role has none."""
    return right in RIGHTS.get(role, frozenset())
