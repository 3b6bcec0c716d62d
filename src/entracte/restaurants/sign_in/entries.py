"""The security log: who signed in, who failed, whose role or key changed."""

from datetime import datetime
from typing import Protocol

from entracte.restaurants.edits.keep_edit import CHANGED, Editor, Line
from entracte.restaurants.models import Account, Entry, Restaurant

Kind = Entry.Kind


class OfRestaurant(Protocol):
    """A row that has a key of its restaurant's."""

    restaurant: Restaurant


def write_entry(
    kind: Kind,
    *,
    account: Account | None,
    at: datetime,
    restaurant: Restaurant | None = None,
    words: str = "",
    by: str = "",
) -> None:
    """Write a line of the security log about an account, or about a restaurant's key."""
    Entry.objects.create(
        kind=kind,
        account=account,
        name="" if account is None else account.email,
        restaurant=restaurant,
        words=words,
        by=by[:254],
        at=at,
    )


def factor_changed(account: Account, words: str, *, at: datetime) -> None:
    """Write what happened to an account's second factor."""
    write_entry(Kind.FACTOR, account=account, at=at, words=words)


def key_changed(row: OfRestaurant, by: Editor | None, *, words: str = "Changed") -> list[Line]:
    """Write that a restaurant's API key changed; the lines that the history of the row keeps of it."""
    if by is None:
        return []
    write_entry(Kind.KEY, account=None, restaurant=row.restaurant, words=words, by=by.name, at=by.at)
    return [["API key", "", CHANGED]]
