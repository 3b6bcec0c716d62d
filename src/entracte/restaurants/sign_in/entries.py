"""The security log: who signed in, who failed, whose role or key changed."""

from contextlib import nullcontext
from datetime import datetime
from typing import Protocol

from django.db import transaction

from entracte.jobs.facts import announce
from entracte.restaurants.edits.keep_edit import CHANGED, Editor, Line
from entracte.restaurants.models import Account, Entry, Restaurant

Kind = Entry.Kind
# a line about what an account signs in with; the job carries its id
SIGN_IN_CHANGED = "sign_in_changed"
WRITTEN_OF = (Kind.PASSWORD, Kind.FACTOR)


class OfRestaurant(Protocol):
    """A row that has a key of its restaurant's."""

    restaurant: Restaurant


def entry_by_id(number: int) -> Entry | None:
    """Return this line with its account, or None."""
    return Entry.objects.select_related("account").filter(pk=number).first()


def words_of_moment(entry: Entry) -> list[str]:
    """Return what happened to this account in the same way at the same moment, this line first. One query."""
    lines = Entry.objects.filter(account=entry.account_id, kind=entry.kind, at=entry.at, pk__gte=entry.pk)
    return [words for words in lines.order_by("pk").values_list("words", flat=True) if words]


def write_entry(
    kind: Kind,
    *,
    account: Account | None,
    at: datetime,
    restaurant: Restaurant | None = None,
    words: str = "",
    by: str = "",
    is_first: bool = True,
) -> None:
    """Write a line of the security log about an account, or about a restaurant's key.

    A letter says so to the account whose password or second factor changed; of several lines about one
    moment the one that `is_first` causes it.
    """
    is_written_of = kind in WRITTEN_OF and is_first
    with transaction.atomic() if is_written_of else nullcontext():
        entry = Entry.objects.create(
            kind=kind,
            account=account,
            name="" if account is None else account.email,
            restaurant=restaurant,
            words=words,
            by=by[:254],
            at=at,
        )
        if is_written_of:
            announce(SIGN_IN_CHANGED, entry.pk)


@transaction.atomic
def factor_changed(account: Account, *happened: str, at: datetime) -> None:
    """Write what happened to an account's second factor at one moment: a line each, and one letter."""
    for number, words in enumerate(happened):
        write_entry(Kind.FACTOR, account=account, at=at, words=words, is_first=number == 0)


def key_changed(row: OfRestaurant, by: Editor | None, *, words: str = "Changed") -> list[Line]:
    """Write that a restaurant's API key changed; the lines that the history of the row keeps of it."""
    if by is None:
        return []
    write_entry(Kind.KEY, account=None, restaurant=row.restaurant, words=words, by=by.name, at=by.at)
    return [["API key", "", CHANGED]]
