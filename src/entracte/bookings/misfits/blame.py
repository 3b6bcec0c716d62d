"""Which edit would have put a booking here: of which row, of what in it, and what staff read of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

# From what to what one line of an edit goes, as texts; empty where the row was made or removed.
Breaks = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Blame:
    """An edit of this row that turns one of these lines from fitting to not fitting.

    Without `row_key` it is any row of this name. `did` continues "since Ana", of a row that was made `made`.
    """

    what: str
    breaks: Mapping[str, Breaks]
    did: str
    row_key: int | None = None
    name: str = ""
    made: str = ""


class Reason(NamedTuple):
    """A rule that a booking breaks, as a sentence for staff, and which edits may have caused it."""

    sentence: str
    blames: tuple[Blame, ...] = ()


def is_out_of_use(row: str, what: str, key: int) -> Blame:
    """Return the blame of whoever took a row out of use; `row` names it for staff."""
    return Blame(what, {"is active": lambda _, new: new == "no"}, f"took {row} out of use", row_key=key)


def leaves_out(party_size: int) -> dict[str, Breaks]:
    """Return what breaks where covers no longer take a party that they took before."""
    return {
        "min covers": lambda old, new: number(old) <= party_size < number(new),
        "max covers": lambda old, new: number(new, 0) < party_size <= number(old, 0),
    }


def number(text: str, otherwise: int = 10**6) -> int:
    """Return a number as an edit keeps it; `otherwise` where none stands there."""
    return int(text) if text.isdecimal() else otherwise
